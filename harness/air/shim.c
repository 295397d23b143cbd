/*
 * Preloaded into BlueZ's btvirt, whose emulated controllers toymark uses as Bluetooth without a radio.
 *
 *   - The kernel may lack AF_ALG, without which btvirt makes no Low Energy controller. The calls it makes to encrypt one
 *     block with AES-128 are then answered here (FIPS 197); where the kernel has AF_ALG, it answers itself.
 *   - A client that vanishes would end btvirt by SIGPIPE.
 *   - Sockets lie under a fixed name in /tmp; TOYMARK_AIR_FOLDER moves them, so that several instances run side by side.
 *   - Its controllers answer inquiries whenever they may be connected to. What they say to somebody who inquires is kept
 *     back here where the controller that is told of does not scan for inquiries (Bluetooth Core, Vol 4 Part E 7.3.18).
 *   - It ends with the program that started it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <linux/if_alg.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define BLOCK 16
#define ROUNDS 10
#define DESCRIPTORS 1024
#define ADDRESS 6

enum { COMMAND = 1, EVENT = 4 };
enum { INQUIRY_RESULT = 0x02, COMMAND_COMPLETE = 0x0e, INQUIRY_RESULT_RSSI = 0x22, INQUIRY_RESULT_EXTENDED = 0x2f };

#ifndef SOL_ALG
#define SOL_ALG 279
#endif

/* A descriptor that stands in for an AF_ALG socket. */
struct cipher {
	enum { ELSEWHERE, UNBOUND, AES, OTHER } state;
	int has_key, has_answer;
	uint8_t key[BLOCK], answer[BLOCK];
};

/* The host at the other end of a socket, as far as it has to do with inquiries. */
struct host {
	uint8_t head[5], address[ADDRESS];
	unsigned have;
	size_t rest;
	int has_address, hidden;
};

static struct cipher ciphers[DESCRIPTORS];
static struct host hosts[DESCRIPTORS];
static uint8_t substitution[256];

static int (*real_socket)(int, int, int);
static int (*real_bind)(int, const struct sockaddr *, socklen_t);
static int (*real_setsockopt)(int, int, int, const void *, socklen_t);
static int (*real_accept)(int, struct sockaddr *, socklen_t *);
static ssize_t (*real_recv)(int, void *, size_t, int);
static ssize_t (*real_sendmsg)(int, const struct msghdr *, int);
static ssize_t (*real_read)(int, void *, size_t);
static int (*real_close)(int);
static int (*real_unlink)(const char *);

static uint8_t doubled(uint8_t value)
{
	return (uint8_t)(value << 1) ^ (value & 0x80 ? 0x1b : 0);
}

static uint8_t product(uint8_t one, uint8_t other)
{
	uint8_t sum = 0;
	for (; other; other >>= 1, one = doubled(one))
		if (other & 1)
			sum ^= one;
	return sum;
}

/* FIPS 197, 5.1.1: the inverse in GF(2^8), then an affine map. */
static void fill_substitution(void)
{
	for (int value = 0; value < 256; value++) {
		uint8_t inverse = 0;
		for (int candidate = 1; value && candidate < 256; candidate++)
			if (product((uint8_t)value, (uint8_t)candidate) == 1)
				inverse = (uint8_t)candidate;
		uint8_t mapped = 0x63;
		for (int turn = 0; turn < 5; turn++)
			mapped ^= (uint8_t)(inverse << turn | inverse >> (8 - turn));
		substitution[value] = mapped;
	}
}

/* FIPS 197, 5.2. */
static void expand(const uint8_t key[BLOCK], uint8_t schedule[BLOCK * (ROUNDS + 1)])
{
	uint8_t constant = 1;
	memcpy(schedule, key, BLOCK);
	for (int at = BLOCK; at < BLOCK * (ROUNDS + 1); at += 4) {
		uint8_t word[4];
		memcpy(word, schedule + at - 4, 4);
		if (at % BLOCK == 0) {
			uint8_t first = word[0];
			for (int n = 0; n < 4; n++)
				word[n] = substitution[n < 3 ? word[n + 1] : first];
			word[0] ^= constant;
			constant = doubled(constant);
		}
		for (int n = 0; n < 4; n++)
			schedule[at + n] = schedule[at + n - BLOCK] ^ word[n];
	}
}

/* FIPS 197, 5.1.3. */
static void mix_column(uint8_t column[4])
{
	uint8_t all = column[0] ^ column[1] ^ column[2] ^ column[3], first = column[0];
	for (int n = 0; n < 4; n++) {
		uint8_t next = n < 3 ? column[n + 1] : first;
		column[n] ^= all ^ doubled(column[n] ^ next);
	}
}

/* FIPS 197, 5.1. */
static void encrypt(const uint8_t key[BLOCK], const uint8_t in[BLOCK], uint8_t out[BLOCK])
{
	uint8_t schedule[BLOCK * (ROUNDS + 1)], state[BLOCK], moved[BLOCK];
	expand(key, schedule);
	for (int n = 0; n < BLOCK; n++)
		state[n] = in[n] ^ schedule[n];
	for (int round = 1; round <= ROUNDS; round++) {
		/* Row r of column c comes from column c + r. */
		for (int n = 0; n < BLOCK; n++)
			moved[n] = substitution[state[(n + 4 * (n % 4)) % BLOCK]];
		for (int column = 0; round < ROUNDS && column < BLOCK; column += 4)
			mix_column(moved + column);
		for (int n = 0; n < BLOCK; n++)
			state[n] = moved[n] ^ schedule[round * BLOCK + n];
	}
	memcpy(out, state, BLOCK);
}

static struct cipher *cipher_of(int descriptor)
{
	if (descriptor < 0 || descriptor >= DESCRIPTORS || ciphers[descriptor].state == ELSEWHERE)
		return NULL;
	return &ciphers[descriptor];
}

static int stand_in(struct cipher from)
{
	int descriptor = eventfd(0, EFD_CLOEXEC);
	if (descriptor >= DESCRIPTORS) {
		real_close(descriptor);
		errno = EMFILE;
		return -1;
	}
	if (descriptor >= 0)
		ciphers[descriptor] = from;
	return descriptor;
}

static int refuse(int reason)
{
	errno = reason;
	return -1;
}

__attribute__((constructor)) static void prepare(void)
{
	real_socket = dlsym(RTLD_NEXT, "socket");
	real_bind = dlsym(RTLD_NEXT, "bind");
	real_setsockopt = dlsym(RTLD_NEXT, "setsockopt");
	real_accept = dlsym(RTLD_NEXT, "accept");
	real_recv = dlsym(RTLD_NEXT, "recv");
	real_sendmsg = dlsym(RTLD_NEXT, "sendmsg");
	real_read = dlsym(RTLD_NEXT, "read");
	real_close = dlsym(RTLD_NEXT, "close");
	real_unlink = dlsym(RTLD_NEXT, "unlink");
	fill_substitution();
	signal(SIGPIPE, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
}

int socket(int domain, int type, int protocol)
{
	int descriptor = real_socket(domain, type, protocol);
	if (domain != AF_ALG || descriptor >= 0)
		return descriptor;
	return stand_in((struct cipher){ .state = UNBOUND });
}

/* The path under which a socket really lies; the given one where it does not belong to btvirt. */
static const char *moved_path(const char *path, char *room, size_t size)
{
	static const char prefix[] = "/tmp/bt-server-";
	const char *folder = getenv("TOYMARK_AIR_FOLDER");
	if (!folder || strncmp(path, prefix, strlen(prefix)))
		return path;
	int length = snprintf(room, size, "%s%s", folder, path + strlen("/tmp"));
	return length > 0 && (size_t)length < size ? room : path;
}

int bind(int descriptor, const struct sockaddr *address, socklen_t length)
{
	struct cipher *cipher = cipher_of(descriptor);
	if (cipher) {
		const struct sockaddr_alg *asked = (const void *)address;
		cipher->state = strcmp((const char *)asked->salg_name, "ecb(aes)") ? OTHER : AES;
		return 0;
	}
	struct sockaddr_un moved = { .sun_family = AF_UNIX };
	if (address->sa_family != AF_UNIX)
		return real_bind(descriptor, address, length);
	const char *asked = ((const struct sockaddr_un *)address)->sun_path;
	if (moved_path(asked, moved.sun_path, sizeof moved.sun_path) == asked)
		return real_bind(descriptor, address, length);
	return real_bind(descriptor, (struct sockaddr *)&moved, sizeof moved);
}

int unlink(const char *path)
{
	char room[sizeof ((struct sockaddr_un *)0)->sun_path];
	return real_unlink(moved_path(path, room, sizeof room));
}

int setsockopt(int descriptor, int level, int option, const void *value, socklen_t length)
{
	struct cipher *cipher = cipher_of(descriptor);
	if (!cipher)
		return real_setsockopt(descriptor, level, option, value, length);
	if (level != SOL_ALG || option != ALG_SET_KEY || length != BLOCK)
		return refuse(EINVAL);
	memcpy(cipher->key, value, BLOCK);
	cipher->has_key = 1;
	return 0;
}

int accept(int descriptor, struct sockaddr *address, socklen_t *length)
{
	struct cipher *cipher = cipher_of(descriptor);
	return cipher ? stand_in(*cipher) : real_accept(descriptor, address, length);
}

/* Reads along in what a host sends: packets in H4 framing, of which the one that sets the scans counts. */
static void follow(struct host *host, const uint8_t *octets, size_t length)
{
	for (size_t at = 0; at < length;) {
		if (host->rest) {
			size_t passed = host->rest < length - at ? host->rest : length - at;
			host->rest -= passed;
			at += passed;
			continue;
		}
		host->head[host->have++] = octets[at++];
		int command = host->head[0] == COMMAND;
		int scans = command && host->have >= 4 && host->head[1] == 0x1a && host->head[2] == 0x0c && host->head[3];
		if (host->have < (command ? 4u + (unsigned)scans : 5u))
			continue;
		host->rest = (size_t)((command ? host->head[3] : host->head[3] | host->head[4] << 8) - scans);
		if (scans)
			host->hidden = !(host->head[4] & 1);
		host->have = 0;
	}
}

/* Whether a host is told of a controller that hides from it; what its own address is, a host asks first of all. */
static int is_hidden(struct host *host, const uint8_t *packet, size_t length)
{
	if (length < 13 || packet[0] != EVENT)
		return 0;
	if (packet[1] == COMMAND_COMPLETE && packet[4] == 0x09 && packet[5] == 0x10 && !packet[6]) {
		memcpy(host->address, packet + 7, ADDRESS);
		host->has_address = 1;
	}
	if (packet[1] != INQUIRY_RESULT && packet[1] != INQUIRY_RESULT_RSSI && packet[1] != INQUIRY_RESULT_EXTENDED)
		return 0;
	for (int n = 0; n < DESCRIPTORS; n++)
		if (hosts[n].has_address && hosts[n].hidden && !memcmp(hosts[n].address, packet + 4, ADDRESS))
			return 1;
	return 0;
}

ssize_t recv(int descriptor, void *room, size_t size, int flags)
{
	ssize_t length = real_recv(descriptor, room, size, flags);
	if (length > 0 && descriptor < DESCRIPTORS)
		follow(&hosts[descriptor], room, (size_t)length);
	return length;
}

static ssize_t send_packet(int descriptor, const struct msghdr *message, int flags)
{
	uint8_t start[24];
	size_t length = 0, whole = 0;
	for (size_t n = 0; n < message->msg_iovlen; n++) {
		const struct iovec *part = &message->msg_iov[n];
		size_t copied = part->iov_len < sizeof start - length ? part->iov_len : sizeof start - length;
		memcpy(start + length, part->iov_base, copied);
		length += copied;
		whole += part->iov_len;
	}
	if (descriptor < DESCRIPTORS && is_hidden(&hosts[descriptor], start, length))
		return (ssize_t)whole;
	return real_sendmsg(descriptor, message, flags);
}

ssize_t sendmsg(int descriptor, const struct msghdr *message, int flags)
{
	struct cipher *cipher = cipher_of(descriptor);
	if (!cipher)
		return send_packet(descriptor, message, flags);
	if (cipher->state != AES)
		return refuse(EOPNOTSUPP);
	if (!cipher->has_key || message->msg_iovlen != 1 || message->msg_iov[0].iov_len != BLOCK)
		return refuse(EINVAL);
	encrypt(cipher->key, message->msg_iov[0].iov_base, cipher->answer);
	cipher->has_answer = 1;
	return BLOCK;
}

ssize_t read(int descriptor, void *room, size_t size)
{
	struct cipher *cipher = cipher_of(descriptor);
	if (!cipher)
		return real_read(descriptor, room, size);
	if (!cipher->has_answer)
		return refuse(EAGAIN);
	size = size < BLOCK ? size : BLOCK;
	memcpy(room, cipher->answer, size);
	cipher->has_answer = 0;
	return (ssize_t)size;
}

int close(int descriptor)
{
	struct cipher *cipher = cipher_of(descriptor);
	if (cipher)
		cipher->state = ELSEWHERE;
	if (descriptor >= 0 && descriptor < DESCRIPTORS)
		memset(&hosts[descriptor], 0, sizeof hosts[descriptor]);
	return real_close(descriptor);
}
