#pragma once

namespace wirelab {

// Of all descriptors that are open now, none but the three standard ones outlives execve(). To be
// called before every execve() of a program that is not ours, and after a library has opened
// descriptors without O_CLOEXEC, as libpcap does. Safe between fork() and execve().
void inherit_nothing();

}  // namespace wirelab
