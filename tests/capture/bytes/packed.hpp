#pragma once

#include "tests/capture/bytes/memory.hpp"

#include <zlib.h>
#include <zstd.h>

// Packs bytes as gzip and zstd do, for tests.
namespace wirelab::test {

inline ByteVector gzipped(const ByteVector& bytes) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  ByteVector packed(deflateBound(&z, bytes.size()) + 32);
  z.next_in = const_cast<Bytef*>(bytes.data());
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = packed.data();
  z.avail_out = static_cast<uInt>(packed.size());
  deflate(&z, Z_FINISH);
  packed.resize(z.total_out);
  deflateEnd(&z);
  return packed;
}

inline ByteVector zstandard(const ByteVector& bytes) {
  ByteVector packed(ZSTD_compressBound(bytes.size()));
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
  return packed;
}

}  // namespace wirelab::test
