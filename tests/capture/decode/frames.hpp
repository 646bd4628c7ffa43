#pragma once

#include "tests/capture/bytes/memory.hpp"

// Frames written out by hand, for the tests of the decoders. Checksums are right.
namespace wirelab::test {

const ByteVector ethernet_ipv4 = hex("020000000002 020000000001 0800");

// 10.0.0.1:43210 -> 10.0.0.2:8080, SYN with the options Linux sends, 60 bytes.
const ByteVector ipv4_syn = hex("45 00 003c 1c46 4000 40 06 0a74 0a000001 0a000002");
const ByteVector tcp_syn =
    hex("a8ca 1f90 11223344 00000000 a0 02 faf0 2c42 0000"
        "020405b4 0402 080a 0000000a 00000000 01 030307");

}  // namespace wirelab::test
