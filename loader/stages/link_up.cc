#include "loader/stages/link_up.h"

#include <utility>

#include "loader/links/pattern_readers.h"
#include "loader/links/scene.h"

namespace policygraph::loader {

std::vector<Link> LinkUp(const Document& document, const LinkRules& rules) {
  const Scene scene(document, rules);
  std::vector<Link> links;
  for (size_t sentence = 0; sentence < document.sentences.size(); ++sentence) {
    ReadWithinNames(scene, sentence, links);
    ReadContinuedNames(scene, sentence, links);
    ReadSideBySides(scene, sentence, links);
    ReadVerbs(scene, sentence, links);
    ReadTogethers(scene, sentence, links);
    ReadTopics(scene, sentence, links);
    ReadAims(scene, sentence, links);
    ReadSummedUps(scene, sentence, links);
    ReadProgresses(scene, sentence, links);
  }
  return links;
}

}  // namespace policygraph::loader
