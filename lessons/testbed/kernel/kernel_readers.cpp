#include "lessons/testbed/kernel/kernel_readers.hpp"

namespace wirelab::lessons {

Result<KernelReaders> KernelReaders::open() {
  Result<SocketDiag> diag = SocketDiag::open();
  if (!diag) return diag.error();
  Result<Counters> counters = Counters::open();
  if (!counters) return counters.error();
  Result<TableReader> tables = TableReader::open();
  if (!tables) return tables.error();
  return KernelReaders{*std::move(diag), *std::move(counters), *std::move(tables)};
}

}  // namespace wirelab::lessons
