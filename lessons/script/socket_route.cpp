#include "lessons/script/descriptor.hpp"
#include "lessons/script/socket.hpp"

#include <net/route.h>
#include <netinet/in.h>
#include <sys/ioctl.h>

// What a program with the right to can change of its host's routes (route(8) does it so).
namespace wirelab::lessons {

Returned Socket::remove_default_route() {
  return call({.name = "ioctl",
               .arguments = arguments("SIOCDELRT, {0.0.0.0/0}"),
               .act = [socket = descriptor_->socket.get()](Returned&) {
                 rtentry route{};
                 route.rt_dst.sa_family = AF_INET;
                 route.rt_genmask.sa_family = AF_INET;
                 route.rt_flags = RTF_UP;
                 return ::ioctl(socket, SIOCDELRT, &route);
               }});
}

}  // namespace wirelab::lessons
