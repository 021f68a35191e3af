#ifndef POLICYGRAPH_LOADER_RULES_NAME_BOUNDS_H_
#define POLICYGRAPH_LOADER_RULES_NAME_BOUNDS_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace policygraph::loader {

// Walking back from the last word of a place's name to its first. Positions are bytes of `text` at
// which characters begin; nothing before `begin` is looked at.

// Names consist of Chinese characters only.
bool IsNameCharacter(std::string_view character);

// Where the character before `at` begins, when it can be part of a name.
std::optional<size_t> PreviousNameCharacter(std::string_view text, size_t begin, size_t at);

// Where the code of Latin letters and digits (G60) begins that ends here; `end` when there is none.
size_t BeginOfCodeEndingAt(std::string_view text, size_t begin, size_t end);

// Where the short note in parentheses begins that ends here, when a name goes on before it:
// 西部（甲市）科学城.
std::optional<size_t> BeginOfNoteEndingAt(std::string_view text, size_t begin, size_t end);

// True for words that begin with such a note.
bool BeginsWithNote(std::string_view words);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_NAME_BOUNDS_H_
