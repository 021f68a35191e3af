#ifndef POLICYGRAPH_SERVICE_CLI_STANDARD_INPUT_H_
#define POLICYGRAPH_SERVICE_CLI_STANDARD_INPUT_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace policygraph::cli {

// What commands take for the path of standard input.
inline constexpr char kStandardInput[] = "-";

// An archive from standard input may have so many bytes; it is kept on disk while it is read. For
// what is no archive the limit of one report holds (loader/formats/read_text.h).
inline constexpr uint64_t kMaxInputArchiveBytes = uint64_t{1} << 30;

// Makes standard input a file without a name, so that an archive, which is read from its end and
// more than once, may come through a pipe. The file is in the folder for temporary files (TMPDIR)
// and goes with the process. Call it once, before anything is read.
// RESOURCE_EXHAUSTED when the input is above the limit or the disk is full; the errors of the file
// system.
absl::Status HoldStandardInput();

// Where the file is opened: the path itself, and what leads to standard input for "-".
std::string PathToOpen(const std::string& path);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_STANDARD_INPUT_H_
