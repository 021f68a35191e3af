#ifndef POLICYGRAPH_LOADER_LINKS_PATTERN_READERS_H_
#define POLICYGRAPH_LOADER_LINKS_PATTERN_READERS_H_

#include <vector>

#include "loader/document.h"
#include "loader/links/scene.h"

namespace policygraph::loader {

// One reader for each pattern of policygraph/rules/v1/links.proto. Each adds to `links` what the
// rules of its pattern read in one sentence; the same link may be added more than once. All look a
// bounded way around a mention, so that they take time linear in the text.

void ReadWithinNames(const Scene& scene, size_t sentence, std::vector<Link>& links);
void ReadContinuedNames(const Scene& scene, size_t sentence, std::vector<Link>& links);
void ReadSideBySides(const Scene& scene, size_t sentence, std::vector<Link>& links);
void ReadVerbs(const Scene& scene, size_t sentence, std::vector<Link>& links);
void ReadTogethers(const Scene& scene, size_t sentence, std::vector<Link>& links);
void ReadTopics(const Scene& scene, size_t sentence, std::vector<Link>& links);
void ReadAims(const Scene& scene, size_t sentence, std::vector<Link>& links);
void ReadSummedUps(const Scene& scene, size_t sentence, std::vector<Link>& links);
void ReadProgresses(const Scene& scene, size_t sentence, std::vector<Link>& links);

// Links between two mentions, from a claim, from the reporting place and to it. The first span of
// the evidence is where the source is named or, for the reporting place, what is said of it.
Link LinkOf(const LinkRule& rule, size_t source, size_t target, std::vector<ByteSpan> evidence);
Link LinkOfClaim(const LinkRule& rule, size_t claim, size_t target, std::vector<ByteSpan> evidence);
Link LinkFromOwnPlace(const LinkRule& rule, size_t target, std::vector<ByteSpan> evidence);
Link LinkToOwnPlace(const LinkRule& rule, size_t source, std::vector<ByteSpan> evidence);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_LINKS_PATTERN_READERS_H_
