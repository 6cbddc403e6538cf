#include "shim.hpp"

#include <dlfcn.h>

// OpenCV's windows bring a whole desktop toolkit along, which takes longer to load than everything else together and is not on every
// board. So the library is not linked but opened with the first window, and its three functions are looked up by their C++ names.
namespace {

using Show = void (*)(const std::string&, const cv::_InputArray&);
using WaitKey = int (*)(int);
using Destroy = void (*)(const std::string&);

struct Windows
{
    Show show = nullptr;
    WaitKey wait_key = nullptr;
    Destroy destroy = nullptr;
};

template <typename Function>
Function look_up(void* library, const char* name)
{
    void* address = dlsym(library, name);
    if (address == nullptr)
    {
        throw std::runtime_error(std::string("the system's OpenCV has no windows: ") + dlerror());
    }

    return reinterpret_cast<Function>(address);
}

Windows open_library()
{
    void* library = dlopen(OPENCV_HIGHGUI, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
    {
        throw std::runtime_error(std::string("the system's OpenCV has no windows: ") + dlerror());
    }

    Windows windows;
    windows.show = look_up<Show>(
        library, "_ZN2cv6imshowERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEERKNS_11_InputArrayE");
    windows.wait_key = look_up<WaitKey>(library, "_ZN2cv7waitKeyEi");
    windows.destroy = look_up<Destroy>(
        library, "_ZN2cv13destroyWindowERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");
    return windows;
}

// Opened once; an attempt that failed is made again, since a static's initialisation that throws counts as not done.
const Windows& windows()
{
    static const Windows opened = open_library();
    return opened;
}

} // namespace

int32_t cv_imshow(const char* window, cv_mat image)
{
    return shim::guarded(__func__, [&] { windows().show(shim::present(window, "the window's name"), shim::mat(image)); });
}

int32_t cv_wait_key(int32_t delay_ms, int32_t* out_key)
{
    return shim::guarded(__func__, [&] { *shim::present(out_key, "out_key") = windows().wait_key(delay_ms); });
}

int32_t cv_destroy_window(const char* window)
{
    return shim::guarded(__func__, [&] { windows().destroy(shim::present(window, "the window's name")); });
}
