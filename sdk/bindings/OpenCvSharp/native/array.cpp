#include "shim.hpp"

using namespace shim;

int32_t cv_add_weighted(cv_mat first, double alpha, cv_mat second, double beta, double gamma, cv_mat destination,
                        int32_t depth)
{
    return guarded(__func__, [&] {
        cv::addWeighted(mat(first), alpha, mat(second), beta, gamma, mat(destination), depth);
    });
}

int32_t cv_merge(const cv_mat* planes, int32_t count, cv_mat destination)
{
    return guarded(__func__, [&] { cv::merge(mats(planes, count), mat(destination)); });
}

int32_t cv_split(cv_mat source, const cv_mat* planes, int32_t count)
{
    return guarded(__func__, [&] {
        std::vector<cv::Mat> result;
        cv::split(mat(source), result);
        if (result.size() != static_cast<size_t>(count))
        {
            throw std::invalid_argument("expected room for " + std::to_string(result.size()) + " planes, got " +
                                        std::to_string(count));
        }

        for (int32_t i = 0; i < count; i++)
        {
            mat(planes[i]) = result[static_cast<size_t>(i)];
        }
    });
}

int32_t cv_hconcat(const cv_mat* sources, int32_t count, cv_mat destination)
{
    return guarded(__func__, [&] { cv::hconcat(mats(sources, count), mat(destination)); });
}

int32_t cv_vconcat(const cv_mat* sources, int32_t count, cv_mat destination)
{
    return guarded(__func__, [&] { cv::vconcat(mats(sources, count), mat(destination)); });
}

int32_t cv_flip(cv_mat source, cv_mat destination, int32_t flip_code)
{
    return guarded(__func__, [&] { cv::flip(mat(source), mat(destination), flip_code); });
}
