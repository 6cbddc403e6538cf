#include "shim.hpp"

#include <opencv2/imgproc.hpp>

using namespace shim;

int32_t cv_line(cv_mat image, int32_t x1, int32_t y1, int32_t x2, int32_t y2, const double* color, int32_t thickness,
                int32_t line_type, int32_t shift)
{
    return guarded(__func__, [&] {
        cv::line(mat(image), cv::Point(x1, y1), cv::Point(x2, y2), scalar(color), thickness, line_type, shift);
    });
}

int32_t cv_rectangle(cv_mat image, int32_t x1, int32_t y1, int32_t x2, int32_t y2, const double* color,
                     int32_t thickness, int32_t line_type, int32_t shift)
{
    return guarded(__func__, [&] {
        cv::rectangle(mat(image), cv::Point(x1, y1), cv::Point(x2, y2), scalar(color), thickness, line_type, shift);
    });
}

int32_t cv_rectangle_of(cv_mat image, int32_t x, int32_t y, int32_t width, int32_t height, const double* color,
                        int32_t thickness, int32_t line_type, int32_t shift)
{
    return guarded(__func__, [&] {
        cv::rectangle(mat(image), cv::Rect(x, y, width, height), scalar(color), thickness, line_type, shift);
    });
}

int32_t cv_circle(cv_mat image, int32_t x, int32_t y, int32_t radius, const double* color, int32_t thickness,
                  int32_t line_type, int32_t shift)
{
    return guarded(__func__, [&] {
        cv::circle(mat(image), cv::Point(x, y), radius, scalar(color), thickness, line_type, shift);
    });
}

int32_t cv_put_text(cv_mat image, const char* text, int32_t x, int32_t y, int32_t font, double scale,
                    const double* color, int32_t thickness, int32_t line_type, int32_t bottom_left_origin)
{
    return guarded(__func__, [&] {
        cv::putText(mat(image), present(text, "text"), cv::Point(x, y), font, scale, scalar(color), thickness, line_type,
                    bottom_left_origin != 0);
    });
}

int32_t cv_get_text_size(const char* text, int32_t font, double scale, int32_t thickness, int32_t* out_width,
                         int32_t* out_height, int32_t* out_base_line)
{
    return guarded(__func__, [&] {
        int base_line = 0;
        const cv::Size size = cv::getTextSize(present(text, "text"), font, scale, thickness, &base_line);
        *out_width = size.width;
        *out_height = size.height;
        *out_base_line = base_line;
    });
}
