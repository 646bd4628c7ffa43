#include "lab/window/ground/fonts.hpp"

#include <imgui.h>
#include <imgui_freetype.h>

#include "lab/window/ground/font_file.hpp"

namespace wirelab::window {
namespace {

enum class Family { text, strong, mono };
struct Cut {
  Family family;
  float size;
  bool latin = false;  // numbers and addresses: large characters of every language take much room
};
constexpr Cut cuts[face_count] = {
    {Family::text, 11},      {Family::text, 12},   {Family::text, 13},   {Family::text, 14},
    {Family::text, 15},      {Family::strong, 11}, {Family::strong, 12}, {Family::strong, 13},
    {Family::strong, 14},    {Family::strong, 16}, {Family::strong, 18}, {Family::strong, 22},
    {Family::mono, 10},      {Family::mono, 12},   {Family::mono, 14},   {Family::mono, 18, true},
    {Family::mono, 32, true}};

// ImGui's pixel size is ascent + descent, a design size is the em: the quotient, measured per
// family.
constexpr float inter_factor = 1.21F, mono_factor = 1.32F, noto_factor = 1.448F,
                wqy_factor = 1.172F;
constexpr int noto_simplified_chinese = 2;  // face number in the collection

constexpr float inter_capitals = 0.727F, mono_capitals = 0.73F;  // of the em

struct Files {
  FontFile text = FontFile::first_of({"opentype/inter/Inter-Regular.otf"});
  FontFile strong = FontFile::first_of({"opentype/inter/Inter-SemiBold.otf"});
  FontFile mono = FontFile::first_of({"truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"});
  FontFile noto = FontFile::first_of({"opentype/noto/NotoSansCJK-Regular.ttc"});
  FontFile wqy = FontFile::first_of({"truetype/wqy/wqy-microhei.ttc"});
};

// AddFontFromMemoryTTF copies the data on every call unless the atlas owns it; so it is told that
// it does, and at once that it does not.
ImFont* add(ImFontAtlas& atlas, const FontFile& file, float pixels, int face, bool merge,
            const ImWchar* ranges) {
  ImFontConfig config;
  config.MergeMode = merge;
  config.FontNo = face;
  config.FontDataOwnedByAtlas = true;
  ImFont* font = atlas.AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()), pixels,
                                            &config, ranges);
  atlas.ConfigData.back().FontDataOwnedByAtlas = false;
  return font;
}

const FontFile& file_of(const Files& files, Family family) {
  switch (family) {
    case Family::strong: return files.strong ? files.strong : files.text;
    case Family::mono: return files.mono ? files.mono : files.text;
    case Family::text: break;
  }
  return files.text;
}

bool has_chinese(const ImVector<ImWchar>& ranges) {
  for (int i = 0; i + 1 < ranges.Size; i += 2) {
    if (ranges[i + 1] >= 0x2E80) return true;
  }
  return false;
}

}  // namespace

float Fonts::capitals(Face face) const {
  const bool mono = cuts[static_cast<std::size_t>(face)].family == Family::mono;
  const float size = (*this)[face]->FontSize;
  return mono ? size * mono_capitals / mono_factor : size * inter_capitals / inter_factor;
}

Fonts::Fonts(ImFontAtlas& atlas, float ui, const std::string& text) {
  ImFontGlyphRangesBuilder builder;
  builder.AddRanges(atlas.GetGlyphRangesDefault());
  builder.AddText("…–—’‘“”×·•→←↑↓≥≤≠");
  builder.AddText(text.c_str());
  ImVector<ImWchar> ranges;
  builder.BuildRanges(&ranges);
  const bool chinese = has_chinese(ranges);

  const Files files;
  atlas.Clear();
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  built_in_ = !files.text;
  for (const Cut& cut : cuts) {
    const FontFile& file = file_of(files, cut.family);
    const float factor = cut.family == Family::mono ? mono_factor : inter_factor;
    if (!file) {
      faces_.push_back(faces_.empty() ? atlas.AddFontDefault() : faces_.front());
      continue;
    }
    const ImWchar* wanted = cut.latin ? atlas.GetGlyphRangesDefault() : ranges.Data;
    faces_.push_back(add(atlas, file, cut.size * factor * ui, 0, false, wanted));
    if (!chinese || cut.latin) continue;
    if (files.noto) {
      add(atlas, files.noto, cut.size * noto_factor * ui, noto_simplified_chinese, true,
          ranges.Data);
    } else if (files.wqy) {
      add(atlas, files.wqy, cut.size * wqy_factor * ui, 0, true, ranges.Data);
    }
  }
  atlas.Build();
  atlas.ClearInputData();  // the files are unmapped when this returns
}

}  // namespace wirelab::window
