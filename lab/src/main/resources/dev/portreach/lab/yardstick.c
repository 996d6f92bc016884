/*
 * The yardstick of lab/bench engine: what one thread can do with epoll and nothing else. Linux only.
 *
 *   yardstick connect ADDRESS FIRST_PORT PORTS IN_FLIGHT SECONDS
 *       connects to the ports in turn for so long, closes with RST, prints "open refused other microseconds-of-CPU"
 *   yardstick listen ADDRESS FIRST_PORT PORTS
 *       prints "ready", then accepts, and keeps each connection until its peer closes it
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define EVENTS 256

static struct sockaddr_in address_of(const char *text, int port) {
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    if (inet_pton(AF_INET, text, &address.sin_addr) != 1) {
        fprintf(stderr, "%s is not an IPv4 address\n", text);
        exit(2);
    }
    return address;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static int fail(const char *what) {
    perror(what);
    return 1;
}

static void raise_descriptors(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static int start(int epoll, struct sockaddr_in *target) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        return -1;
    }
    if (connect(fd, (struct sockaddr *)target, sizeof *target) < 0 && errno != EINPROGRESS) {
        close(fd);
        return -1;
    }
    struct epoll_event interest = {.events = EPOLLOUT, .data.fd = fd};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &interest);
}

static int run_connects(const char *host, int first_port, int ports, int in_flight, double seconds) {
    struct sockaddr_in target = address_of(host, first_port);
    struct linger reset = {.l_onoff = 1, .l_linger = 0};
    struct epoll_event ready[EVENTS];
    long opened = 0, refused = 0, other = 0, begun = 0;
    int flying = 0;
    int epoll = epoll_create1(0);
    double end = now() + seconds;
    while (now() < end) {
        while (flying < in_flight) {
            target.sin_port = htons(first_port + begun++ % ports);
            if (start(epoll, &target) == 0) {
                flying++;
            } else {
                other++;
                break;
            }
        }
        int count = epoll_wait(epoll, ready, EVENTS, 100);
        for (int i = 0; i < count; i++) {
            int error = 0;
            socklen_t length = sizeof error;
            getsockopt(ready[i].data.fd, SOL_SOCKET, SO_ERROR, &error, &length);
            if (error == 0) {
                opened++;
                setsockopt(ready[i].data.fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
            } else if (error == ECONNREFUSED) {
                refused++;
            } else {
                other++;
            }
            close(ready[i].data.fd);
            flying--;
        }
    }
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    long micros = (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000L + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
    printf("%ld %ld %ld %ld\n", opened, refused, other, micros);
    return 0;
}

static int run_listeners(const char *host, int first_port, int ports) {
    struct epoll_event ready[EVENTS];
    char is_listener[65536] = {0}; /* by descriptor */
    int epoll = epoll_create1(0);
    int yes = 1;
    for (int i = 0; i < ports; i++) {
        struct sockaddr_in address = address_of(host, first_port + i);
        int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 4096) < 0) {
            return fail("listen");
        }
        struct epoll_event interest = {.events = EPOLLIN, .data.fd = fd};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &interest);
        is_listener[fd] = 1;
    }
    puts("ready");
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(epoll, ready, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            int fd = ready[i].data.fd;
            if (!is_listener[fd]) {
                close(fd); /* the peer has closed: nobody sends here */
                continue;
            }
            int peer;
            while ((peer = accept4(fd, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                struct epoll_event interest = {.events = EPOLLIN | EPOLLRDHUP, .data.fd = peer};
                epoll_ctl(epoll, EPOLL_CTL_ADD, peer, &interest);
            }
        }
    }
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN);
    raise_descriptors();
    if (argc == 7 && strcmp(argv[1], "connect") == 0) {
        return run_connects(argv[2], atoi(argv[3]), atoi(argv[4]), atoi(argv[5]), atof(argv[6]));
    }
    if (argc == 5 && strcmp(argv[1], "listen") == 0) {
        return run_listeners(argv[2], atoi(argv[3]), atoi(argv[4]));
    }
    fprintf(stderr, "usage: yardstick connect ADDRESS FIRST_PORT PORTS IN_FLIGHT SECONDS | listen ADDRESS FIRST_PORT PORTS\n");
    return 2;
}
