#include "lab/command/shot_all.hpp"

#include "capture/bytes/whole_file.hpp"
#include "lab/command/shot_index.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace wirelab::lab {
namespace {

namespace fs = std::filesystem;

Outcome draw_both(const Context& context, ShotRequest request, const fs::path& folder,
                  const PicturedStep& step) {
  for (const auto& [look, name] :
       {std::pair{Look::dark, "dark"}, std::pair{Look::light, "light"}}) {
    request.look = look;
    request.out = folder / picture_name(step, name);
    if (Outcome drawn = context.window.shot(request); !drawn) return drawn;
  }
  return Done{};
}

// Why a lesson has no pictures; empty where it has.
std::string fault_of(const lessons::CatalogueEntry& lesson) {
  if (!lesson.fault.empty()) return lesson.fault;
  return lesson.recording.empty()
             ? fmt::format("The lesson {} comes without a recording.", lesson.name)
             : "";
}

struct Drawing {
  const Context& context;
  const fs::path folder;
  const ShotRequest& common;
  std::vector<PicturedStep> steps = {};
  int status = exit_ok;  // of the first mistake

  void complain(const Error& error) {
    const int code = fail(error);
    if (status == exit_ok) status = code;
  }
  void draw(const lessons::CatalogueEntry& lesson);
};

void Drawing::draw(const lessons::CatalogueEntry& lesson) {
  const std::string fault = fault_of(lesson);
  if (!fault.empty()) {
    complain({ErrorKind::input, fault});
    steps.push_back({lesson.name, "", lesson.text.title, fault});
    return;
  }
  ShotRequest request = common;
  request.lesson = lesson.name;
  request.recording = lesson.recording;
  for (const lessons::StepText& text : lesson.text.steps) {
    PicturedStep step{lesson.name, text.id, text.title, ""};
    request.step = text.id;
    if (const Outcome drawn = draw_both(context, request, folder, step); !drawn) {
      complain(drawn.error());
      step.fault = drawn.error().message;
    }
    steps.push_back(std::move(step));
  }
}

}  // namespace

int shot_all(const Context& context, const std::string& folder, const ShotRequest& common) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder, error)) {
    return fail(
        {ErrorKind::input, fmt::format("The folder {} cannot be made: {}.", folder,
                                       error ? error.message() : "a file is in its place")});
  }
  Drawing drawing{context, folder, common};
  for (const auto& lesson : context.catalogue()) drawing.draw(lesson);
  const fs::path index = drawing.folder / "index.html";
  if (const Outcome written = write_whole_file(index.string(), shot_index(drawing.steps)); !written)
    return fail(written.error());
  talk(fmt::format("{} steps, each dark and light: {}\n", drawing.steps.size(), index.string()));
  return drawing.status;
}

}  // namespace wirelab::lab
