// Info — the string-keyed map that an application's handlers share: values of any type, or
// references.
//
//     loop::Info info{{"event", std::ref(event)}, {"answer", 42}};
//     info.at<loop::Event>("event").set();          // by value or by reference: read the same way
//     info.emplace<loop::Event>("gate");            // constructed in place, created "here"
//
// Belongs to the thread of the server's loop. Copies share their values.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace loop {

class Info {
  public:
    // One entry: an owned value, or a reference that must outlive the map (std::ref).
    class Value {
      public:
        Value() = default;
        template <class T>
            requires(!std::is_same_v<std::remove_cvref_t<T>, Value>)
        Value(T&& value) {
            *this = own(std::make_shared<Stored<T>>(std::forward<T>(value)));
        }
        template <class T>
        Value(std::reference_wrapper<T> reference)
            : type_(&typeid(T)),
              object_(std::shared_ptr<void>(),
                      const_cast<std::remove_const_t<T>*>(&reference.get())),
              constant_(std::is_const_v<T>) {}

        bool empty() const { return !object_; }

      private:
        friend class Info;
        // A literal is kept as a string; everything else as itself.
        template <class T>
        using Stored = std::conditional_t<std::is_convertible_v<T, const char*>, std::string,
                                          std::remove_cvref_t<T>>;
        template <class T>
        static Value own(std::shared_ptr<T> object) {
            Value value;
            value.type_ = &typeid(T);
            value.object_ = std::move(object);
            return value;
        }

        const std::type_info* type_ = nullptr;
        std::shared_ptr<void> object_;
        bool constant_ = false;
    };

    // A key, and the line that named it: what is built under it is created there.
    struct Key {
        template <class Text>
            requires std::is_convertible_v<const Text&, std::string_view>
        Key(const Text& text, std::source_location where = std::source_location::current())
            : name(text), where(where) {}
        std::string_view name;
        std::source_location where;
    };

    Info() = default;
    Info(std::initializer_list<std::pair<const std::string, Value>> entries) {
        for (const auto& [key, value] : entries) values_.insert_or_assign(key, value);
    }

    // The value under `key`. Throws KeyError if there is none, TypeError if it is not a T.
    template <class T>
    T& at(std::string_view key) {
        return *static_cast<T*>(find(key, typeid(T), std::is_const_v<T>));
    }
    template <class T>
    const T& at(std::string_view key) const {
        return *static_cast<const T*>(find(key, typeid(T), true));
    }

    // Constructs a T in place, replacing what was there. A T that takes a creation site
    // (std::source_location, last) is given the caller's line.
    template <class T, class... Args>
    T& emplace(Key key, Args&&... args) {
        std::shared_ptr<T> object;
        if constexpr (std::is_constructible_v<T, Args..., std::source_location>)
            object = std::make_shared<T>(std::forward<Args>(args)..., key.where);
        else
            object = std::make_shared<T>(std::forward<Args>(args)...);
        T& made = *object;
        values_.insert_or_assign(std::string(key.name), Value::own(std::move(object)));
        return made;
    }

    Value& operator[](std::string_view key);
    bool contains(std::string_view key) const { return values_.find(key) != values_.end(); }
    void erase(std::string_view key);
    std::size_t size() const { return values_.size(); }

  private:
    void* find(std::string_view key, const std::type_info& wanted, bool reads_only) const;

    std::map<std::string, Value, std::less<>> values_;
};

} // namespace loop
