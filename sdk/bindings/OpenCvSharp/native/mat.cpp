#include "shim.hpp"

using namespace shim;

int32_t cv_mat_new(cv_mat* out_mat)
{
    return guarded(__func__, [&] { *out_mat = give(cv::Mat()); });
}

int32_t cv_mat_new_sized(int32_t rows, int32_t cols, int32_t type, cv_mat* out_mat)
{
    return guarded(__func__, [&] { *out_mat = give(cv::Mat(rows, cols, type)); });
}

int32_t cv_mat_new_filled(int32_t rows, int32_t cols, int32_t type, const double* value, cv_mat* out_mat)
{
    return guarded(__func__, [&] { *out_mat = give(cv::Mat(rows, cols, type, scalar(value))); });
}

int32_t cv_mat_new_over(int32_t rows, int32_t cols, int32_t type, void* data, int64_t step, cv_mat* out_mat)
{
    return guarded(__func__, [&] {
        *out_mat = give(cv::Mat(rows, cols, type, present(data, "data"), static_cast<size_t>(step)));
    });
}

int32_t cv_mat_new_region(cv_mat source, int32_t x, int32_t y, int32_t width, int32_t height, cv_mat* out_mat)
{
    return guarded(__func__, [&] { *out_mat = give(cv::Mat(mat(source), cv::Rect(x, y, width, height))); });
}

void cv_mat_free(cv_mat handle)
{
    if (handle != nullptr)
    {
        delete reinterpret_cast<cv::Mat*>(handle);
        count_mat(-1);
    }
}

int32_t cv_mat_layout(cv_mat handle, int32_t* out_dims, int32_t* out_rows, int32_t* out_cols, int32_t* out_type,
                      int32_t* out_flags, int64_t* out_step, void** out_data)
{
    return guarded(__func__, [&] {
        const cv::Mat& m = mat(handle);
        *out_dims = m.dims;
        *out_rows = m.rows;
        *out_cols = m.cols;
        *out_type = m.type();
        *out_flags = (m.isContinuous() ? 1 : 0) | (m.isSubmatrix() ? 2 : 0);
        *out_step = m.dims > 0 ? static_cast<int64_t>(m.step[0]) : 0;
        *out_data = m.data;
    });
}

int32_t cv_mat_clone(cv_mat source, cv_mat* out_mat)
{
    return guarded(__func__, [&] { *out_mat = give(mat(source).clone()); });
}

int32_t cv_mat_copy_to(cv_mat source, cv_mat destination, cv_mat mask_or_null)
{
    return guarded(__func__, [&] {
        if (mask_or_null == nullptr)
        {
            mat(source).copyTo(mat(destination));
        }
        else
        {
            mat(source).copyTo(mat(destination), mat(mask_or_null));
        }
    });
}

int32_t cv_mat_convert_to(cv_mat source, cv_mat destination, int32_t type, double alpha, double beta)
{
    return guarded(__func__, [&] { mat(source).convertTo(mat(destination), type, alpha, beta); });
}

int32_t cv_mat_set_to(cv_mat target, const double* value, cv_mat mask_or_null)
{
    return guarded(__func__, [&] {
        mat(target).setTo(scalar(value), mask_or_null == nullptr ? cv::Mat() : mat(mask_or_null));
    });
}
