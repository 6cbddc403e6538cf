#include "shim.hpp"

#include <opencv2/imgproc.hpp>

using namespace shim;

int32_t cv_resize(cv_mat source, cv_mat destination, int32_t width, int32_t height, double scale_x, double scale_y,
                  int32_t interpolation)
{
    return guarded(__func__, [&] {
        cv::resize(mat(source), mat(destination), cv::Size(width, height), scale_x, scale_y, interpolation);
    });
}

int32_t cv_cvt_color(cv_mat source, cv_mat destination, int32_t code, int32_t destination_channels)
{
    return guarded(__func__, [&] { cv::cvtColor(mat(source), mat(destination), code, destination_channels); });
}

int32_t cv_apply_color_map(cv_mat source, cv_mat destination, int32_t color_map)
{
    return guarded(__func__, [&] { cv::applyColorMap(mat(source), mat(destination), color_map); });
}

int32_t cv_copy_make_border(cv_mat source, cv_mat destination, int32_t top, int32_t bottom, int32_t left,
                            int32_t right, int32_t border_type, const double* value)
{
    return guarded(__func__, [&] {
        cv::copyMakeBorder(mat(source), mat(destination), top, bottom, left, right, border_type, scalar(value));
    });
}
