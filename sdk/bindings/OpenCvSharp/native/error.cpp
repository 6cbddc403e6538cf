#include "shim.hpp"

#include <atomic>

namespace {

struct LastError
{
    std::string text;
    std::string function;
    std::string file;
    int32_t line = 0;
};

thread_local LastError last_error;
std::atomic<int32_t> live_mats{0};

} // namespace

namespace shim {

int32_t fail(int32_t code, const char* entry_point, const char* text, const char* function, const char* file, int line)
{
    try
    {
        last_error.text = std::string(entry_point) + ": " + text;
        last_error.function = function;
        last_error.file = file;
        last_error.line = line;
    }
    catch (...)
    {
        last_error.text.clear();
    }

    return code == 0 ? -2 : code;
}

void count_mat(int change)
{
    live_mats += change;
}

} // namespace shim

int32_t cv_abi_version(void) { return CV_SHIM_ABI_VERSION; }

int32_t cv_live_mats(void) { return live_mats; }

const char* cv_last_error_text(void) { return last_error.text.c_str(); }

const char* cv_last_error_function(void) { return last_error.function.c_str(); }

const char* cv_last_error_file(void) { return last_error.file.c_str(); }

int32_t cv_last_error_line(void) { return last_error.line; }
