#pragma once

#include "capture/decode/header_fields.hpp"

#include <vector>

namespace wirelab::decode {

// The parts of headers(), a file each; they append to the list.
void add_link_headers(std::vector<Header>& list, const Layers& layers, Bytes frame);
void add_extension_headers(std::vector<Header>& list, const Layers& layers, Bytes frame);

}  // namespace wirelab::decode
