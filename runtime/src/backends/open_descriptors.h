// open_descriptors.h — the descriptors of a backend that are still open, so that they are
// closed with it.
#pragma once

#include <boost/intrusive/list.hpp>

#include "loop/backend.h"

namespace loop {

class ListedDescriptor : public Descriptor,
                         public boost::intrusive::list_base_hook<
                             boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
  public:
    using Descriptor::Descriptor;
};

class OpenDescriptors {
  public:
    void add(ListedDescriptor& descriptor) { list_.push_back(descriptor); }
    /// Each close() takes itself off the list.
    void close_all() noexcept {
        while (!list_.empty()) {
            Ref<ListedDescriptor> alive(&list_.front());
            list_.pop_front();
            alive->close();
        }
    }

  private:
    boost::intrusive::list<ListedDescriptor, boost::intrusive::constant_time_size<false>> list_;
};

} // namespace loop
