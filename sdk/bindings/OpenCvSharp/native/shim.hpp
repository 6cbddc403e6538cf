// What every area of the shim uses: the guard around each function, and the step from handles to OpenCV's objects.
#pragma once

#include "denseedge_opencv.h"

#include <opencv2/core.hpp>

#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace shim {

// The codes of OpenCV's own errors; those without an OpenCV code use StsError (-2) and StsNoMem (-4).
int32_t fail(int32_t code, const char* entry_point, const char* text, const char* function, const char* file, int line);

void count_mat(int change);

// Runs a body and turns whatever it throws into a status and a text that starts with the entry point's name.
template <typename Body>
int32_t guarded(const char* entry_point, Body&& body)
{
    try
    {
        body();
        return 0;
    }
    catch (const cv::Exception& e)
    {
        return fail(e.code, entry_point, e.err.c_str(), e.func.c_str(), e.file.c_str(), e.line);
    }
    catch (const std::bad_alloc&)
    {
        return fail(-4, entry_point, "out of memory", "", "", 0);
    }
    catch (const std::exception& e)
    {
        return fail(-2, entry_point, e.what(), "", "", 0);
    }
    catch (...)
    {
        return fail(-2, entry_point, "an exception of an unknown kind", "", "", 0);
    }
}

template <typename T>
T* present(T* pointer, const char* name)
{
    if (pointer == nullptr)
    {
        throw std::invalid_argument(std::string(name) + " is null");
    }

    return pointer;
}

inline cv::Mat& mat(cv_mat handle, const char* name = "a matrix")
{
    return *reinterpret_cast<cv::Mat*>(present(handle, name));
}

inline cv_mat give(cv::Mat value)
{
    cv_mat handle = reinterpret_cast<cv_mat>(new cv::Mat(std::move(value)));
    count_mat(1);
    return handle;
}

inline std::vector<cv::Mat> mats(const cv_mat* handles, int32_t count)
{
    std::vector<cv::Mat> result;
    result.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++)
    {
        result.push_back(mat(present(handles, "the list of matrices")[i]));
    }

    return result;
}

inline cv::Scalar scalar(const double* value)
{
    present(value, "a colour");
    return cv::Scalar(value[0], value[1], value[2], value[3]);
}

} // namespace shim
