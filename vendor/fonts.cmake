# Fonts are found at run time, not at build time: a program built on one machine must start on
# another. lab/window/fonts tries these files in order and, without any, ImGui's built-in ASCII font.
#
# | for     | package              | file below /usr/share/fonts                                |
# |---------|----------------------|------------------------------------------------------------|
# | text    | fonts-inter          | opentype/inter/Inter-{Regular,Medium,SemiBold,Bold}.otf    |
# | numbers | fonts-jetbrains-mono | truetype/jetbrains-mono/JetBrainsMono-{Regular,Bold}.ttf   |
# | Chinese | fonts-noto-cjk       | opentype/noto/NotoSansCJK-{Regular,Bold}.ttc, index 2 (SC) |
# | Chinese | fonts-wqy-microhei   | truetype/wqy/wqy-microhei.ttc, index 0                     |
#
# Without a Chinese font the window offers English only and says so. A packager for a system that
# keeps fonts elsewhere sets this folder; lab/window sees it as WIRELAB_FONT_FOLDER.
set(WIRELAB_FONT_FOLDER /usr/share/fonts CACHE PATH "The folder that holds the fonts at run time")
if(WIRELAB_WINDOW)
  target_compile_definitions(wirelab_imgui INTERFACE WIRELAB_FONT_FOLDER="${WIRELAB_FONT_FOLDER}")
endif()
