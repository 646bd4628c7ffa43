#pragma once

namespace wirelab {

// When there is no memory or no thread left, the program ends with a sentence and exit code 4
// instead of an abort, whichever thread it happens in: first thing in main. `program` is the name
// that the sentence begins with, and must live as long as the program.
void prepare_last_words(const char* program);

}  // namespace wirelab
