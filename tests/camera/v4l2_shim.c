/* LD_PRELOAD: the path in $V4L2_PATH is a video device that captures, as the kernel's API says (Documentation/userspace-api/media/v4l).
 *
 * YUYV or MJPG, 640x480 or 1280x720, one opener. Its pictures and its faults are files in $V4L2_FOLDER:
 * 0.jpg to 7.jpg; `stall` (no picture comes), `gone` (pulled out), `freeze` (the same again), `cut` (half of each JPEG).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { ROOM = 4 << 20, BUFFERS_MAX = 4, PICTURES = 8 };

static int device = -1, memory = -1, streaming, buffers, first, last, queue[BUFFERS_MAX];
static unsigned width = 640, height = 480, format = V4L2_PIX_FMT_YUYV, rate = 25, picture;

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

static int no(int why) { errno = why; return -1; }

static void name_in_folder(char *path, const char *name) { snprintf(path, 256, "%s/%s", getenv("V4L2_FOLDER"), name); }

static int fault(const char *name) {
    char path[256];
    name_in_folder(path, name);
    return access(path, F_OK) == 0;
}

static void tick(int on) {
    struct itimerspec every = {{0}};
    if (on) every.it_interval.tv_nsec = every.it_value.tv_nsec = 1000000000 / rate;
    timerfd_settime(device, 0, &every, NULL);
}

static unsigned jpeg_into(unsigned char *to) {
    char path[256], name[16];
    snprintf(name, sizeof name, "%u.jpg", picture % PICTURES);
    name_in_folder(path, name);
    int file = REAL(open)(path, O_RDONLY);
    ssize_t bytes = read(file, to, ROOM);
    REAL(close)(file);
    return bytes < 0 ? 0 : fault("cut") ? bytes / 2 : bytes;
}

static unsigned yuyv_into(unsigned char *to) {
    for (unsigned at = 0; at < width * height; at++) to[2 * at] = at + 3 * picture, to[2 * at + 1] = 128;
    return 2 * width * height;
}

static int take_out(struct v4l2_buffer *buffer) {
    unsigned long long ticks;
    if (first == last || read(device, &ticks, sizeof ticks) != sizeof ticks) return no(EAGAIN);
    int number = queue[first++ % BUFFERS_MAX];
    unsigned char *to = REAL(mmap)(NULL, ROOM, PROT_WRITE, MAP_SHARED, memory, (off_t)number * ROOM);
    buffer->index = number;
    buffer->bytesused = format == V4L2_PIX_FMT_MJPEG ? jpeg_into(to) : yuyv_into(to);
    buffer->length = ROOM;
    buffer->flags = 0;
    munmap(to, ROOM);
    if (!fault("freeze")) picture++;
    if (fault("stall")) tick(0);
    return 0;
}

static int set_format(struct v4l2_format *asked, int set) {
    if (asked->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return no(EINVAL);
    if (set && memory >= 0) return no(EBUSY);
    if (set) {
        format = asked->fmt.pix.pixelformat == V4L2_PIX_FMT_MJPEG ? V4L2_PIX_FMT_MJPEG : V4L2_PIX_FMT_YUYV;
        width = asked->fmt.pix.width >= 1280 ? 1280 : 640, height = asked->fmt.pix.width >= 1280 ? 720 : 480;
    }
    asked->fmt.pix = (struct v4l2_pix_format){.width = width, .height = height, .pixelformat = format, .sizeimage = ROOM,
        .field = V4L2_FIELD_NONE, .bytesperline = format == V4L2_PIX_FMT_MJPEG ? 0 : 2 * width};
    return 0;
}

static int set_rate(struct v4l2_streamparm *asked, int set) {
    struct v4l2_fract *time = &asked->parm.capture.timeperframe;
    if (set && time->numerator && time->denominator) rate = time->denominator / time->numerator;
    asked->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
    *time = (struct v4l2_fract){1, rate};
    return 0;
}

static void let_go(void) {
    if (memory >= 0) REAL(close)(memory);
    memory = -1, first = last = 0;
}

static int make_buffers(struct v4l2_requestbuffers *asked) {
    let_go();
    asked->count = buffers = asked->count > BUFFERS_MAX ? BUFFERS_MAX : asked->count;
    if (buffers) memory = memfd_create("v4l2", 0);
    return buffers ? ftruncate(memory, (off_t)ROOM * buffers) : 0;
}

static int answer(unsigned request, void *with) {
    struct v4l2_buffer *buffer = with;
    if (fault("gone")) return no(ENODEV);
    switch (request) {
    case VIDIOC_QUERYCAP:
        *(struct v4l2_capability *)with = (struct v4l2_capability){.driver = "shim", .card = "shim",
            .capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING};
        return 0;
    case VIDIOC_S_FMT: return set_format(with, 1);
    case VIDIOC_G_FMT: return set_format(with, 0);
    case VIDIOC_S_PARM: return set_rate(with, 1);
    case VIDIOC_G_PARM: return set_rate(with, 0);
    case VIDIOC_ENUMINPUT: return ((struct v4l2_input *)with)->index ? no(EINVAL) : 0;
    case VIDIOC_G_INPUT: return *(int *)with = 0;
    case VIDIOC_S_INPUT: return 0;
    case VIDIOC_REQBUFS: return make_buffers(with);
    case VIDIOC_QUERYBUF:
        if (buffer->index >= (unsigned)buffers) return no(EINVAL);
        buffer->length = ROOM, buffer->m.offset = buffer->index * ROOM;
        return 0;
    case VIDIOC_QBUF: queue[last++ % BUFFERS_MAX] = buffer->index; return 0;
    case VIDIOC_DQBUF: return streaming ? take_out(with) : no(EINVAL);
    case VIDIOC_STREAMON: tick(!fault("stall")); streaming = 1; return 0;
    case VIDIOC_STREAMOFF: tick(0); streaming = first = last = 0; return 0;
    default: return no(EINVAL);
    }
}

static int open_one(const char *path, int flags, int mode) {
    if (!path || !getenv("V4L2_PATH") || strcmp(path, getenv("V4L2_PATH"))) return REAL(open)(path, flags, mode);
    if (device >= 0) return no(EBUSY);
    return fault("gone") ? no(ENODEV) : (device = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK));
}

#define MODE(after) ({ va_list list; va_start(list, after); int mode = va_arg(list, int); va_end(list); mode; })
int open(const char *path, int flags, ...) { return open_one(path, flags, MODE(flags)); }
int open64(const char *path, int flags, ...) { return open_one(path, flags, MODE(flags)); }

int close(int file) {
    if (file >= 0 && file == device) let_go(), device = -1, streaming = 0;
    return REAL(close)(file);
}

void *mmap(void *at, size_t bytes, int may, int flags, int file, off_t offset) {
    return REAL(mmap)(at, bytes, may, flags, file >= 0 && file == device ? memory : file, offset);
}
void *mmap64(void *at, size_t bytes, int may, int flags, int file, off_t offset) {
    return mmap(at, bytes, may, flags, file, offset);
}

int ioctl(int file, unsigned long request, ...) {
    va_list list;
    va_start(list, request);
    void *with = va_arg(list, void *);
    va_end(list);
    return file >= 0 && file == device ? answer(request, with) : REAL(ioctl)(file, request, with);
}
