#pragma once
namespace outer { inline loop::Event two; }
