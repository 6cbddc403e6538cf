#include "common.h"

#include <ATen/CPUGeneratorImpl.h>

using denseedge::give;
using denseedge::give_new;
using denseedge::guarded;
using denseedge::options_of;
using denseedge::sizes_of;
using denseedge::tensor_of;

namespace {

denseedge::Optional<at::Generator> generator_of(void* generator) {
  return generator == nullptr ? denseedge::Optional<at::Generator>()
                              : denseedge::Optional<at::Generator>(*static_cast<at::Generator*>(generator));
}

at::Generator& required(void* generator) {
  if (generator == nullptr) {
    throw std::invalid_argument("the generator is null or was disposed");
  }
  return *static_cast<at::Generator*>(generator);
}

}  // namespace

int32_t pt_generator_new(uint64_t seed, int32_t device_type, int32_t device_index, void** out_generator) {
  return guarded(__func__, [&] {
    if (static_cast<at::DeviceType>(device_type) != at::DeviceType::CPU) {
      // Cloning the device's default generator needs no CUDA header.
      const at::Device device(static_cast<at::DeviceType>(device_type),
                              static_cast<at::DeviceIndex>(device_index));
      at::Generator copy = at::globalContext().defaultGenerator(device).clone();
      copy.set_current_seed(seed);
      *out_generator = new at::Generator(std::move(copy));
      return;
    }
    *out_generator = new at::Generator(at::detail::createCPUGenerator(seed));
  });
}

void pt_generator_free(void* generator) { delete static_cast<at::Generator*>(generator); }

int32_t pt_generator_default(void** out_generator) {
  return guarded(__func__, [&] { *out_generator = new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

int32_t pt_generator_set_seed(void* generator, int64_t seed) {
  return guarded(__func__, [&] {
    at::Generator& target = required(generator);
    const std::lock_guard<std::mutex> lock(target.mutex());
    target.set_current_seed(static_cast<uint64_t>(seed));
  });
}

int32_t pt_generator_initial_seed(void* generator, int64_t* out_seed) {
  return guarded(__func__, [&] { *out_seed = static_cast<int64_t>(required(generator).current_seed()); });
}

int32_t pt_generator_get_state(void* generator, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    at::Generator& source = required(generator);
    const std::lock_guard<std::mutex> lock(source.mutex());
    give(source.get_state(), out_tensor);
  });
}

int32_t pt_generator_set_state(void* generator, pt_tensor state) {
  return guarded(__func__, [&] {
    at::Generator& target = required(generator);
    const std::lock_guard<std::mutex> lock(target.mutex());
    target.set_state(tensor_of(state, "state"));
  });
}

int32_t pt_manual_seed(int64_t seed) {
  return guarded(__func__, [&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

int32_t pt_rand(const int64_t* sizes, int32_t dims, void* generator, const pt_options* options,
                pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give_new(at::rand(sizes_of(sizes, dims), generator_of(generator), options_of(options)), options, out_tensor);
  });
}

int32_t pt_randn(const int64_t* sizes, int32_t dims, void* generator, const pt_options* options,
                 pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give_new(at::randn(sizes_of(sizes, dims), generator_of(generator), options_of(options)), options, out_tensor);
  });
}

int32_t pt_randint(int64_t low, int64_t high, const int64_t* sizes, int32_t dims, void* generator,
                   const pt_options* options, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give_new(at::randint(low, high, sizes_of(sizes, dims), generator_of(generator), options_of(options)), options,
             out_tensor);
  });
}

int32_t pt_randperm(int64_t n, void* generator, const pt_options* options, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give_new(at::randperm(n, generator_of(generator), options_of(options)), options, out_tensor); });
}

int32_t pt_normal_(pt_tensor tensor, double mean, double std, void* generator) {
  return guarded(__func__, [&] { tensor_of(tensor, "tensor").normal_(mean, std, generator_of(generator)); });
}

int32_t pt_uniform_(pt_tensor tensor, double low, double high, void* generator) {
  return guarded(__func__, [&] { tensor_of(tensor, "tensor").uniform_(low, high, generator_of(generator)); });
}
