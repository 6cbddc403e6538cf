#include "shim.hpp"

#include <opencv2/imgcodecs.hpp>

using namespace shim;

namespace {

std::vector<int> pairs(const int32_t* parameters, int32_t count)
{
    return count == 0 ? std::vector<int>() : std::vector<int>(parameters, parameters + count);
}

} // namespace

int32_t cv_imread(const char* path, int32_t flags, cv_mat* out_mat)
{
    return guarded(__func__, [&] { *out_mat = give(cv::imread(present(path, "path"), flags)); });
}

int32_t cv_imwrite(const char* path, cv_mat image, const int32_t* parameters, int32_t parameter_count,
                   int32_t* out_written)
{
    return guarded(__func__, [&] {
        *out_written = cv::imwrite(present(path, "path"), mat(image), pairs(parameters, parameter_count)) ? 1 : 0;
    });
}

int32_t cv_imdecode(const uint8_t* bytes, int32_t length, int32_t flags, cv_mat* out_mat)
{
    return guarded(__func__, [&] {
        // imdecode only reads; a matrix header has no form for constant data.
        const cv::Mat source(1, length, CV_8UC1, const_cast<uint8_t*>(present(bytes, "bytes")));
        *out_mat = give(cv::imdecode(source, flags));
    });
}

int32_t cv_imencode(const char* extension, cv_mat image, const int32_t* parameters, int32_t parameter_count,
                    cv_mat* out_bytes, int32_t* out_encoded)
{
    return guarded(__func__, [&] {
        std::vector<uchar> bytes;
        const bool encoded =
            cv::imencode(present(extension, "extension"), mat(image), bytes, pairs(parameters, parameter_count));
        *out_bytes = give(bytes.empty() ? cv::Mat() : cv::Mat(bytes, true).reshape(1, 1));
        *out_encoded = encoded ? 1 : 0;
    });
}
