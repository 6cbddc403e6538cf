#include "shim.hpp"

#include <opencv2/videoio.hpp>

using namespace shim;

namespace {

cv::VideoCapture& of(cv_capture handle)
{
    return *reinterpret_cast<cv::VideoCapture*>(present(handle, "the capture"));
}

cv::VideoWriter& of(cv_writer handle)
{
    return *reinterpret_cast<cv::VideoWriter*>(present(handle, "the writer"));
}

} // namespace

int32_t cv_capture_new(cv_capture* out_capture)
{
    return guarded(__func__, [&] { *out_capture = reinterpret_cast<cv_capture>(new cv::VideoCapture()); });
}

int32_t cv_capture_open_file(cv_capture capture, const char* path, int32_t api, int32_t* out_opened)
{
    return guarded(__func__, [&] { *out_opened = of(capture).open(std::string(present(path, "path")), api) ? 1 : 0; });
}

int32_t cv_capture_open_camera(cv_capture capture, int32_t index, int32_t api, int32_t* out_opened)
{
    return guarded(__func__, [&] { *out_opened = of(capture).open(index, api) ? 1 : 0; });
}

void cv_capture_free(cv_capture capture)
{
    delete reinterpret_cast<cv::VideoCapture*>(capture);
}

int32_t cv_capture_is_opened(cv_capture capture, int32_t* out_opened)
{
    return guarded(__func__, [&] { *out_opened = of(capture).isOpened() ? 1 : 0; });
}

int32_t cv_capture_release(cv_capture capture)
{
    return guarded(__func__, [&] { of(capture).release(); });
}

int32_t cv_capture_read(cv_capture capture, cv_mat frame, int32_t* out_read)
{
    return guarded(__func__, [&] { *out_read = of(capture).read(mat(frame)) ? 1 : 0; });
}

int32_t cv_capture_grab(cv_capture capture, int32_t* out_grabbed)
{
    return guarded(__func__, [&] { *out_grabbed = of(capture).grab() ? 1 : 0; });
}

int32_t cv_capture_retrieve(cv_capture capture, cv_mat frame, int32_t flag, int32_t* out_retrieved)
{
    return guarded(__func__, [&] { *out_retrieved = of(capture).retrieve(mat(frame), flag) ? 1 : 0; });
}

int32_t cv_capture_get(cv_capture capture, int32_t property, double* out_value)
{
    return guarded(__func__, [&] { *out_value = of(capture).get(property); });
}

int32_t cv_capture_set(cv_capture capture, int32_t property, double value, int32_t* out_accepted)
{
    return guarded(__func__, [&] { *out_accepted = of(capture).set(property, value) ? 1 : 0; });
}

int32_t cv_writer_new(cv_writer* out_writer)
{
    return guarded(__func__, [&] { *out_writer = reinterpret_cast<cv_writer>(new cv::VideoWriter()); });
}

int32_t cv_writer_open(cv_writer writer, const char* path, int32_t api, int32_t four_cc, double fps, int32_t width,
                       int32_t height, int32_t is_color, int32_t* out_opened)
{
    return guarded(__func__, [&] {
        *out_opened =
            of(writer).open(present(path, "path"), api, four_cc, fps, cv::Size(width, height), is_color != 0) ? 1 : 0;
    });
}

void cv_writer_free(cv_writer writer)
{
    delete reinterpret_cast<cv::VideoWriter*>(writer);
}

int32_t cv_writer_is_opened(cv_writer writer, int32_t* out_opened)
{
    return guarded(__func__, [&] { *out_opened = of(writer).isOpened() ? 1 : 0; });
}

int32_t cv_writer_release(cv_writer writer)
{
    return guarded(__func__, [&] { of(writer).release(); });
}

int32_t cv_writer_write(cv_writer writer, cv_mat frame)
{
    return guarded(__func__, [&] { of(writer).write(mat(frame)); });
}
