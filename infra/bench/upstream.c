// Answers like an OpenAI-compatible host, at so little cost that a gateway in front of it is what is measured.
//
//   upstream FAST_PORT PACED_PORT [GAP_MILLIS]
//
// Either port answers a request with about 1.1 KB of JSON, or, where the body has "stream":true, with 50 events, one
// with usage and [DONE]: FAST_PORT in one burst, PACED_PORT one event each GAP_MILLIS (default 5). Every event is one
// HTTP chunk. One thread, epoll, keep-alive; bodies by Content-Length or in chunks, up to MAX_REQUEST bytes.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define MAX_REQUEST (1 << 18)
#define TEXT_EVENTS 50
#define EVENTS (TEXT_EVENTS + 2)

#define COMMON_HEADERS                                                                                                 \
  "x-request-id: req_0123456789abcdef0123456789abcdef\r\nopenai-processing-ms: 412\r\nopenai-version: 2020-10-01\r\n"
#define USAGE                                                                                                          \
  "{\"prompt_tokens\":87,\"completion_tokens\":50,\"total_tokens\":137,\"prompt_tokens_details\":{\"cached_tokens\":0," \
  "\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"                       \
  "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}"
#define EVENT_START                                                                                                    \
  "data: {\"id\":\"chatcmpl-BnQ7pQ2v8sX0aZ1rT5yU3wE9kLmN4\",\"object\":\"chat.completion.chunk\","                      \
  "\"created\":1751760000,\"model\":\"gpt-4o-mini-2024-07-18\",\"service_tier\":\"default\","                           \
  "\"system_fingerprint\":\"fp_34a54ae93c\",\"choices\":"

static const char *WORDS[] = {"The", " quick", " brown", " fox", " considers", " the", " shape", " of", " a", " gateway"};

typedef struct connection {
  int fd, paced, streaming, next_event, waits_to_write;
  char *request; // MAX_REQUEST bytes, of which `received` are filled
  int received;
  const char *out; // what is still to be written
  size_t out_length;
  struct connection *previous, *next; // among those that stream
} connection;

static char *json_answer;
static size_t json_length;
static char stream_answer[1 << 16];
static size_t stream_length;
static size_t event_end[EVENTS + 1]; // [0]: the end of the head
static connection *streaming;
static int poller;

// ---------------------------------------------------------------- answers

static void make_json(void) {
  char text[1024] = "";
  for (int i = 0; i < 70; i++) strcat(text, WORDS[i % 10]);
  char *body;
  int length = asprintf(&body,
      "{\"id\":\"chatcmpl-BnQ7pQ2v8sX0aZ1rT5yU3wE9kLmN4\",\"object\":\"chat.completion\",\"created\":1751760000,"
      "\"model\":\"gpt-4o-mini-2024-07-18\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
      "\"content\":\"%s\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
      "\"usage\":" USAGE ",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_34a54ae93c\"}", text);
  json_length = asprintf(&json_answer,
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n" COMMON_HEADERS "\r\n%s", length, body);
  free(body);
}

static void append(const char *text, int length) {
  memcpy(stream_answer + stream_length, text, length);
  stream_length += length;
}

static void append_event(int number) {
  char event[2048], size[16];
  int length;
  if (number < TEXT_EVENTS)
    length = sprintf(event, EVENT_START "[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"logprobs\":null,"
        "\"finish_reason\":null}],\"usage\":null}\n\n", WORDS[number % 10]);
  else if (number == TEXT_EVENTS)
    length = sprintf(event, EVENT_START "[],\"usage\":" USAGE "}\n\n");
  else
    length = sprintf(event, "data: [DONE]\n\n");
  append(size, sprintf(size, "%x\r\n", length));
  append(event, length);
  append("\r\n", 2);
}

static void make_stream(void) {
  const char *head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
      "Transfer-Encoding: chunked\r\ncache-control: no-cache\r\n" COMMON_HEADERS "\r\n";
  append(head, strlen(head));
  event_end[0] = stream_length;
  for (int i = 0; i < EVENTS; i++) {
    append_event(i);
    if (i == EVENTS - 1) append("0\r\n\r\n", 5);
    event_end[i + 1] = stream_length;
  }
}

// ---------------------------------------------------------------- connections

static void stop_streaming(connection *c) {
  if (!c->streaming) return;
  c->streaming = 0;
  if (c->previous) c->previous->next = c->next; else streaming = c->next;
  if (c->next) c->next->previous = c->previous;
  c->previous = c->next = NULL;
}

static void drop(connection *c) {
  stop_streaming(c);
  close(c->fd);
  free(c->request);
  free(c);
}

static void wait_to_write(connection *c, int waits) {
  if (c->waits_to_write == waits) return;
  struct epoll_event event = {.events = EPOLLIN | (waits ? EPOLLOUT : 0), .data.ptr = c};
  c->waits_to_write = waits;
  epoll_ctl(poller, EPOLL_CTL_MOD, c->fd, &event);
}

// Writes what it can. Returns -1 if the connection is gone.
static int pump(connection *c) {
  while (c->out_length) {
    ssize_t written = write(c->fd, c->out, c->out_length);
    if (written < 0) {
      if (errno != EAGAIN) return -1;
      wait_to_write(c, 1);
      return 0;
    }
    c->out += written;
    c->out_length -= written;
  }
  wait_to_write(c, 0);
  return 0;
}

// The length of the first request in the buffer, 0 if it is not all there; where its body is.
static int request_length(connection *c, char **body, int *body_length) {
  char *head_end = memmem(c->request, c->received, "\r\n\r\n", 4);
  if (!head_end) return 0;
  int head_length = head_end - c->request + 4, chunked = 0;
  long length = 0;
  for (char *line = c->request; line < head_end;) {
    char *line_end = memmem(line, head_end - line + 2, "\r\n", 2);
    if (!strncasecmp(line, "content-length:", 15)) length = atol(line + 15);
    else if (!strncasecmp(line, "transfer-encoding:", 18)) chunked = 1;
    line = line_end + 2;
  }
  *body = c->request + head_length;
  if (!chunked) {
    *body_length = length;
    return c->received < head_length + length ? 0 : head_length + length;
  }
  char *last = memmem(*body - 2, c->received - head_length + 2, "\r\n0\r\n\r\n", 7);
  if (!last) return 0;
  *body_length = last - *body;
  return last + 7 - c->request;
}

static void answer(connection *c, int as_stream) {
  if (!as_stream) {
    c->out = json_answer;
    c->out_length = json_length;
  } else if (!c->paced) {
    c->out = stream_answer;
    c->out_length = stream_length;
  } else {
    c->out = stream_answer;
    c->out_length = event_end[0];
    c->next_event = 0;
    c->streaming = 1;
    c->next = streaming;
    if (streaming) streaming->previous = c;
    streaming = c;
  }
}

// Answers every request that is all there. Returns -1 if the connection is gone.
static int serve(connection *c) {
  char *body;
  int body_length, length;
  while (!c->out_length && !c->streaming && (length = request_length(c, &body, &body_length))) {
    int as_stream = memmem(body, body_length, "\"stream\":true", 13) || memmem(body, body_length, "\"stream\": true", 14);
    memmove(c->request, c->request + length, c->received - length);
    c->received -= length;
    answer(c, as_stream);
    if (pump(c) < 0) return -1;
  }
  return 0;
}

static void receive(connection *c) {
  ssize_t count = read(c->fd, c->request + c->received, MAX_REQUEST - c->received);
  if (count == 0 || (count < 0 && errno != EAGAIN)) {
    drop(c);
    return;
  }
  if (count > 0) c->received += count;
  if (serve(c) < 0) drop(c);
}

// One more event for each connection that streams and has nothing waiting.
static void tick(void) {
  for (connection *c = streaming, *next; c; c = next) {
    next = c->next;
    if (c->out_length) continue;
    c->out = stream_answer + event_end[c->next_event];
    c->out_length = event_end[c->next_event + 1] - event_end[c->next_event];
    int done = ++c->next_event == EVENTS;
    if (done) stop_streaming(c);
    if (pump(c) < 0 || (done && serve(c) < 0)) { // dropped at its own event
      c->out_length = 0;
      stop_streaming(c);
      shutdown(c->fd, SHUT_RDWR);
    }
  }
}

// ---------------------------------------------------------------- sockets

static void watch(int fd, void *tag) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = tag};
  epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
}

static int listen_on(int port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(fd, (void *)&address, sizeof address) || listen(fd, 4096)) {
    fprintf(stderr, "upstream: cannot listen on 127.0.0.1:%d: %s\n", port, strerror(errno));
    exit(1);
  }
  return fd;
}

static void accept_all(int listener, int paced) {
  int fd, on = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connection *c = calloc(1, sizeof *c);
    c->fd = fd;
    c->paced = paced;
    c->request = malloc(MAX_REQUEST);
    watch(fd, c);
  }
}

static void set_timer(int timer, int millis) {
  struct itimerspec every = {{0, millis * 1000000L}, {0, millis * 1000000L}};
  timerfd_settime(timer, 0, &every, NULL);
}

int main(int count, char **arguments) {
  if (count < 3) {
    fprintf(stderr, "usage: upstream FAST_PORT PACED_PORT [GAP_MILLIS]\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  make_json();
  make_stream();
  poller = epoll_create1(0);
  int fast = listen_on(atoi(arguments[1])), paced = listen_on(atoi(arguments[2]));
  int gap = count > 3 ? atoi(arguments[3]) : 5;
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK), ticking = 0;
  watch(fast, &fast);
  watch(paced, &paced);
  watch(timer, &timer);
  struct epoll_event events[256];
  for (;;) {
    int ready = epoll_wait(poller, events, 256, -1);
    for (int i = 0; i < ready; i++) {
      void *tag = events[i].data.ptr;
      unsigned long long expirations;
      if (tag == &fast) accept_all(fast, 0);
      else if (tag == &paced) accept_all(paced, 1);
      else if (tag == &timer) {
        if (read(timer, &expirations, sizeof expirations) > 0) tick();
      } else {
        connection *c = tag;
        if ((events[i].events & EPOLLOUT) && (pump(c) < 0 || serve(c) < 0)) drop(c);
        else if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(c);
      }
    }
    if ((streaming != NULL) != ticking) {
      ticking = !ticking;
      set_timer(timer, ticking ? gap : 0);
    }
  }
}
