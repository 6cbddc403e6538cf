// OpenBLAS keeps a thread pool of its own, whose waiting threads yield in a loop and take the cores from libtorch's: a
// training step on two cores took twice as long with both pools. libtorch splits its work before it calls BLAS, so BLAS
// needs no threads. A number that the user set in the environment stays.
#include <cstdlib>

#ifdef __linux__
#include <dlfcn.h>

namespace {

__attribute__((constructor)) void leave_the_cores_to_libtorch() {
  if (std::getenv("OPENBLAS_NUM_THREADS") != nullptr) {
    return;
  }
  // Only if it is there already: another BLAS has no such pool.
  void* const openblas = dlopen("libopenblas.so.0", RTLD_LAZY | RTLD_NOLOAD);
  if (openblas == nullptr) {
    return;
  }
  using set_threads = void (*)(int);
  if (void* const symbol = dlsym(openblas, "openblas_set_num_threads")) {
    reinterpret_cast<set_threads>(symbol)(1);
  }
  dlclose(openblas);
}

}  // namespace

#endif
