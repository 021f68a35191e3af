#ifndef POLICYGRAPH_SERVICE_CLI_EMBEDDED_SERVER_H_
#define POLICYGRAPH_SERVICE_CLI_EMBEDDED_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/server.h"

namespace policygraph::cli {

// Whether a store that does not exist yet is made.
enum class MissingStore { kCreate, kRefuse };

// Opens the store in the folder and starts a server over it in this process. Listens on `listen` as
// well unless that is empty. UNAVAILABLE saying what is wrong with the store or the address.
absl::StatusOr<std::unique_ptr<service::Server>> StartServer(const std::string& store,
                                                             MissingStore missing,
                                                             const std::string& listen);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_EMBEDDED_SERVER_H_
