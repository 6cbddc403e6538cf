/*
 * The C ABI between the managed TorchSharp subset and libtorch.
 *
 * Every function returns PT_OK or PT_ERROR (after which pt_last_error() has the text), except the few that cannot fail.
 * Results come back through out_ parameters and are owned by the caller, who frees them with pt_tensor_free.
 * Dimensions, dtypes and device types are libtorch's own numbers; dtype -1 means "as the input has it".
 * Change a signature, an enum's order or a struct: raise PT_ABI_VERSION here and NativeLibraryLoader.AbiVersion in C#.
 */
#ifndef DENSEEDGE_TORCH_H
#define DENSEEDGE_TORCH_H

#include <stdint.h>

#define PT_ABI_VERSION 1
#define PT_API __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pt_tensor_object* pt_tensor;

enum { PT_OK = 0, PT_ERROR = 1 };

enum { PT_SCALAR_REAL = 0, PT_SCALAR_INTEGER = 1, PT_SCALAR_BOOLEAN = 2 };

typedef struct {
  int64_t kind; /* PT_SCALAR_* */
  double real;
  int64_t integer; /* also 0 or 1 of a boolean */
} pt_scalar;

typedef struct {
  int32_t dtype;         /* -1: libtorch's default */
  int32_t device_type;   /* -1: CPU */
  int32_t device_index;  /* -1: the current one */
  int32_t requires_grad; /* 0 or 1 */
} pt_options;

typedef struct {
  int64_t numel;
  int32_t dims;
  int32_t dtype;
  int32_t device_type;
  int32_t device_index;
  int32_t requires_grad;
  int32_t is_leaf;
  int32_t is_contiguous;
  int32_t element_size;
} pt_info;

typedef struct {
  double learning_rate;
  double momentum;
  double dampening;
  double weight_decay;
  int32_t nesterov;
  int32_t maximize;
} pt_sgd_options;

typedef struct {
  double learning_rate;
  double beta1;
  double beta2;
  double eps;
  double weight_decay;
  int32_t decoupled; /* 1: AdamW, the decay acts on the weights; 0: Adam, it is added to the gradient */
  int32_t amsgrad;
  int32_t maximize;
  int32_t reserved;
} pt_adam_options;

/* Operator families: one list per family, the order is the ABI. */
#define PT_UNARY(X) \
  X(neg) X(exp) X(log) X(log1p) X(sqrt) X(rsqrt) X(abs) X(square) X(floor) X(ceil) X(round) X(sigmoid) X(relu) \
  X(relu6) X(tanh) X(sin) X(cos) X(sign) X(reciprocal) X(isnan) X(isfinite) X(isinf) X(logical_not) X(detach) \
  X(clone) X(contiguous) X(alias) X(nonzero) X(any) X(all) X(max) X(min) X(t) X(expm1) X(zeros_like) X(ones_like) \
  X(empty_like) X(erf)
#define PT_UNARY_IN_PLACE(X) \
  X(neg_) X(exp_) X(log_) X(sqrt_) X(rsqrt_) X(abs_) X(square_) X(floor_) X(ceil_) X(round_) X(sigmoid_) X(relu_) \
  X(tanh_) X(reciprocal_) X(zero_)
#define PT_BINARY(X) \
  X(mul) X(pow) X(eq) X(ne) X(lt) X(gt) X(le) X(ge) X(logical_and) X(logical_or) X(logical_xor) X(maximum) X(minimum) \
  X(matmul) X(mm) X(bmm) X(remainder) X(masked_select) X(fmod)
#define PT_BINARY_IN_PLACE(X) X(mul_) X(pow_) X(copy_) X(logical_and_) X(logical_or_)
#define PT_SCALAR(X) \
  X(add) X(sub) X(mul) X(div) X(pow) X(eq) X(ne) X(lt) X(gt) X(le) X(ge) X(remainder) X(fmod) X(clamp_min) \
  X(clamp_max) X(leaky_relu) X(rsub)
#define PT_SCALAR_IN_PLACE(X) X(add_) X(sub_) X(mul_) X(div_) X(pow_) X(fill_) X(clamp_min_) X(clamp_max_)

/* library.cpp */
PT_API int32_t pt_abi_version(void);
PT_API int64_t pt_struct_size(int32_t index); /* 0 scalar, 1 options, 2 info, 3 sgd options, 4 adam options */
PT_API const char* pt_operator_name(int32_t family, int32_t op); /* null past the end */
PT_API const char* pt_last_error(void);
PT_API int64_t pt_live_tensors(void);
PT_API int32_t pt_set_num_threads(int32_t count);
PT_API int32_t pt_get_num_threads(int32_t* out_count);
PT_API int32_t pt_set_num_interop_threads(int32_t count);
PT_API int32_t pt_get_num_interop_threads(int32_t* out_count);
PT_API int32_t pt_cuda_is_available(int32_t* out_available);
PT_API int32_t pt_cuda_device_count(int32_t* out_count);
PT_API int32_t pt_cuda_synchronize(int64_t device_index);

/* tensor.cpp */
PT_API void pt_tensor_free(pt_tensor tensor);
PT_API int32_t pt_tensor_info(pt_tensor tensor, pt_info* out_info);
/* Writes the sizes if `capacity` suffices, and the number of dimensions always. */
PT_API int32_t pt_tensor_sizes(pt_tensor tensor, int64_t* out_sizes, int32_t capacity, int32_t* out_dims);
PT_API int32_t pt_tensor_strides(pt_tensor tensor, int64_t* out_strides, int32_t capacity, int32_t* out_dims);
PT_API int32_t pt_tensor_size(pt_tensor tensor, int64_t dim, int64_t* out_size);
PT_API int32_t pt_tensor_data(pt_tensor tensor, void** out_data);
PT_API int32_t pt_tensor_item(pt_tensor tensor, pt_scalar* out_value);
PT_API int32_t pt_tensor_set_requires_grad(pt_tensor tensor, int32_t requires_grad);
PT_API int32_t pt_tensor_to(pt_tensor tensor, const pt_options* options, int32_t copy, pt_tensor* out_tensor);
PT_API int32_t pt_tensor_copy_(pt_tensor tensor, pt_tensor source, int32_t non_blocking);
/* The tensor keeps its identity and takes the storage, dtype and device of `source`; so does its gradient, if any. */
PT_API int32_t pt_tensor_set_data(pt_tensor tensor, pt_tensor source);
PT_API int32_t pt_tensor_copy_bytes_(pt_tensor tensor, const void* data, int64_t bytes);

/* factories.cpp */
PT_API int32_t pt_empty(const int64_t* sizes, int32_t dims, const pt_options* options, pt_tensor* out_tensor);
PT_API int32_t pt_full(const int64_t* sizes, int32_t dims, const pt_scalar* value, const pt_options* options,
                       pt_tensor* out_tensor);
PT_API int32_t pt_arange(const pt_scalar* start, const pt_scalar* stop, const pt_scalar* step,
                         const pt_options* options, pt_tensor* out_tensor);
PT_API int32_t pt_linspace(double start, double end, int64_t steps, const pt_options* options, pt_tensor* out_tensor);
PT_API int32_t pt_eye(int64_t rows, int64_t columns, const pt_options* options, pt_tensor* out_tensor);
/* Copies `data`, whose elements have the type `data_dtype`; the options may ask for another dtype or device. */
PT_API int32_t pt_from_data(const void* data, int32_t data_dtype, const int64_t* sizes, int32_t dims,
                            const pt_options* options, pt_tensor* out_tensor);

/* pointwise.cpp */
PT_API int32_t pt_unary(int32_t op, pt_tensor tensor, pt_tensor* out_tensor);
PT_API int32_t pt_unary_(int32_t op, pt_tensor tensor);
PT_API int32_t pt_binary(int32_t op, pt_tensor left, pt_tensor right, pt_tensor* out_tensor);
PT_API int32_t pt_binary_(int32_t op, pt_tensor left, pt_tensor right);
PT_API int32_t pt_scalar_op(int32_t op, pt_tensor tensor, const pt_scalar* scalar, pt_tensor* out_tensor);
PT_API int32_t pt_scalar_op_(int32_t op, pt_tensor tensor, const pt_scalar* scalar);
PT_API int32_t pt_add(pt_tensor left, pt_tensor right, const pt_scalar* alpha, pt_tensor* out_tensor);
PT_API int32_t pt_add_(pt_tensor left, pt_tensor right, const pt_scalar* alpha);
PT_API int32_t pt_sub(pt_tensor left, pt_tensor right, const pt_scalar* alpha, pt_tensor* out_tensor);
PT_API int32_t pt_sub_(pt_tensor left, pt_tensor right, const pt_scalar* alpha);
PT_API int32_t pt_div(pt_tensor left, pt_tensor right, int32_t rounding, pt_tensor* out_tensor);
PT_API int32_t pt_div_(pt_tensor left, pt_tensor right, int32_t rounding);
PT_API int32_t pt_clamp(pt_tensor tensor, const pt_scalar* min, const pt_scalar* max, pt_tensor* out_tensor);
PT_API int32_t pt_clamp_(pt_tensor tensor, const pt_scalar* min, const pt_scalar* max);
PT_API int32_t pt_addcmul_(pt_tensor tensor, pt_tensor left, pt_tensor right, const pt_scalar* value);
PT_API int32_t pt_addcdiv_(pt_tensor tensor, pt_tensor left, pt_tensor right, const pt_scalar* value);
PT_API int32_t pt_lerp(pt_tensor tensor, pt_tensor end, const pt_scalar* weight, pt_tensor* out_tensor);
PT_API int32_t pt_lerp_(pt_tensor tensor, pt_tensor end, const pt_scalar* weight);
PT_API int32_t pt_softplus(pt_tensor tensor, double beta, double threshold, pt_tensor* out_tensor);
PT_API int32_t pt_softmax(pt_tensor tensor, int64_t dim, int32_t dtype, pt_tensor* out_tensor);
PT_API int32_t pt_log_softmax(pt_tensor tensor, int64_t dim, int32_t dtype, pt_tensor* out_tensor);
PT_API int32_t pt_where(pt_tensor condition, pt_tensor left, pt_tensor right, pt_tensor* out_tensor);
PT_API int32_t pt_masked_fill(pt_tensor tensor, pt_tensor mask, const pt_scalar* value, pt_tensor* out_tensor);
PT_API int32_t pt_masked_fill_(pt_tensor tensor, pt_tensor mask, const pt_scalar* value);
PT_API int32_t pt_allclose(pt_tensor left, pt_tensor right, double rtol, double atol, int32_t equal_nan,
                           int32_t* out_equal);
PT_API int32_t pt_equal(pt_tensor left, pt_tensor right, int32_t* out_equal);

/* reduction.cpp: `dims` of 0 dimensions (count 0) means all. */
PT_API int32_t pt_sum(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t keepdim, int32_t dtype,
                      pt_tensor* out_tensor);
PT_API int32_t pt_mean(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t keepdim, int32_t dtype,
                       pt_tensor* out_tensor);
PT_API int32_t pt_var(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t unbiased, int32_t keepdim,
                      pt_tensor* out_tensor);
PT_API int32_t pt_std(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t unbiased, int32_t keepdim,
                      pt_tensor* out_tensor);
PT_API int32_t pt_amax(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t keepdim, pt_tensor* out_tensor);
PT_API int32_t pt_amin(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t keepdim, pt_tensor* out_tensor);
PT_API int32_t pt_max_dim(pt_tensor tensor, int64_t dim, int32_t keepdim, pt_tensor* out_values,
                          pt_tensor* out_indices);
PT_API int32_t pt_min_dim(pt_tensor tensor, int64_t dim, int32_t keepdim, pt_tensor* out_values,
                          pt_tensor* out_indices);
PT_API int32_t pt_argmax(pt_tensor tensor, const int64_t* dim, int32_t keepdim, pt_tensor* out_tensor);
PT_API int32_t pt_argmin(pt_tensor tensor, const int64_t* dim, int32_t keepdim, pt_tensor* out_tensor);
PT_API int32_t pt_norm(pt_tensor tensor, double p, pt_tensor* out_tensor);
PT_API int32_t pt_norm_dim(pt_tensor tensor, double p, int64_t dim, int32_t keepdim, pt_tensor* out_tensor);
PT_API int32_t pt_any_dim(pt_tensor tensor, int64_t dim, int32_t keepdim, pt_tensor* out_tensor);
PT_API int32_t pt_all_dim(pt_tensor tensor, int64_t dim, int32_t keepdim, pt_tensor* out_tensor);
PT_API int32_t pt_topk(pt_tensor tensor, int64_t k, int64_t dim, int32_t largest, int32_t sorted,
                       pt_tensor* out_values, pt_tensor* out_indices);
PT_API int32_t pt_cumsum(pt_tensor tensor, int64_t dim, pt_tensor* out_tensor);
PT_API int32_t pt_bincount(pt_tensor tensor, pt_tensor weights, int64_t minlength, pt_tensor* out_tensor);

/* shape.cpp */
PT_API int32_t pt_view(pt_tensor tensor, const int64_t* sizes, int32_t dims, pt_tensor* out_tensor);
PT_API int32_t pt_reshape(pt_tensor tensor, const int64_t* sizes, int32_t dims, pt_tensor* out_tensor);
PT_API int32_t pt_permute(pt_tensor tensor, const int64_t* order, int32_t dims, pt_tensor* out_tensor);
PT_API int32_t pt_expand(pt_tensor tensor, const int64_t* sizes, int32_t dims, int32_t implicit,
                         pt_tensor* out_tensor);
PT_API int32_t pt_repeat(pt_tensor tensor, const int64_t* repeats, int32_t dims, pt_tensor* out_tensor);
PT_API int32_t pt_flip(pt_tensor tensor, const int64_t* dims, int32_t count, pt_tensor* out_tensor);
PT_API int32_t pt_transpose(pt_tensor tensor, int64_t dim0, int64_t dim1, pt_tensor* out_tensor);
PT_API int32_t pt_squeeze(pt_tensor tensor, const int64_t* dim, pt_tensor* out_tensor);
PT_API int32_t pt_unsqueeze(pt_tensor tensor, int64_t dim, pt_tensor* out_tensor);
PT_API int32_t pt_flatten(pt_tensor tensor, int64_t start, int64_t end, pt_tensor* out_tensor);
PT_API int32_t pt_narrow(pt_tensor tensor, int64_t dim, int64_t start, int64_t length, pt_tensor* out_tensor);
PT_API int32_t pt_select(pt_tensor tensor, int64_t dim, int64_t index, pt_tensor* out_tensor);
PT_API int32_t pt_slice(pt_tensor tensor, int64_t dim, int64_t start, int64_t finish, int64_t step,
                        pt_tensor* out_tensor);
PT_API int32_t pt_cat(const pt_tensor* tensors, int32_t count, int64_t dim, pt_tensor* out_tensor);
PT_API int32_t pt_stack(const pt_tensor* tensors, int32_t count, int64_t dim, pt_tensor* out_tensor);
/* The number of parts comes first, so that the caller can size the array of pt_split. */
PT_API int32_t pt_split(pt_tensor tensor, const int64_t* sizes, int32_t count, int64_t dim, pt_tensor* out_tensors);

/* indexing.cpp */
PT_API int32_t pt_index_select(pt_tensor tensor, int64_t dim, pt_tensor index, pt_tensor* out_tensor);
PT_API int32_t pt_gather(pt_tensor tensor, int64_t dim, pt_tensor index, pt_tensor* out_tensor);
PT_API int32_t pt_scatter_(pt_tensor tensor, int64_t dim, pt_tensor index, pt_tensor source);
PT_API int32_t pt_index_add_(pt_tensor tensor, int64_t dim, pt_tensor index, pt_tensor source,
                             const pt_scalar* alpha);
PT_API int32_t pt_one_hot(pt_tensor tensor, int64_t classes, pt_tensor* out_tensor);
/* Null entries mean "all of this dimension". */
PT_API int32_t pt_index(pt_tensor tensor, const pt_tensor* indices, int32_t count, pt_tensor* out_tensor);
PT_API int32_t pt_index_put_(pt_tensor tensor, const pt_tensor* indices, int32_t count, pt_tensor values);

/* layers.cpp */
PT_API int32_t pt_conv2d(pt_tensor input, pt_tensor weight, pt_tensor bias, const int64_t* stride,
                         const int64_t* padding, const int64_t* dilation, int64_t groups, pt_tensor* out_tensor);
PT_API int32_t pt_linear(pt_tensor input, pt_tensor weight, pt_tensor bias, pt_tensor* out_tensor);
PT_API int32_t pt_batch_norm(pt_tensor input, pt_tensor weight, pt_tensor bias, pt_tensor running_mean,
                             pt_tensor running_var, int32_t training, double momentum, double eps,
                             pt_tensor* out_tensor);
PT_API int32_t pt_dropout(pt_tensor input, double p, int32_t training, pt_tensor* out_tensor);
PT_API int32_t pt_feature_dropout(pt_tensor input, double p, int32_t training, pt_tensor* out_tensor);
PT_API int32_t pt_avg_pool2d(pt_tensor input, const int64_t* kernel, const int64_t* stride, const int64_t* padding,
                             int32_t ceil_mode, int32_t count_include_pad, int64_t divisor, pt_tensor* out_tensor);
PT_API int32_t pt_max_pool2d(pt_tensor input, const int64_t* kernel, const int64_t* stride, const int64_t* padding,
                             const int64_t* dilation, int32_t ceil_mode, pt_tensor* out_tensor);
PT_API int32_t pt_adaptive_avg_pool2d(pt_tensor input, const int64_t* size, pt_tensor* out_tensor);
/* mode: 0 nearest, 1 bilinear, 2 bicubic, 3 area. One of size and scale is null; both have two entries. */
PT_API int32_t pt_interpolate(pt_tensor input, const int64_t* size, const double* scale, int32_t mode,
                              int32_t align_corners, pt_tensor* out_tensor);
/* mode: 0 constant, 1 reflect, 2 replicate, 3 circular. */
PT_API int32_t pt_pad(pt_tensor input, const int64_t* pad, int32_t count, int32_t mode, double value,
                      pt_tensor* out_tensor);
PT_API int32_t pt_unfold(pt_tensor input, const int64_t* kernel, const int64_t* dilation, const int64_t* padding,
                         const int64_t* stride, pt_tensor* out_tensor);

/* losses.cpp: reduction 0 none, 1 mean, 2 sum. */
PT_API int32_t pt_cross_entropy(pt_tensor input, pt_tensor target, pt_tensor weight, int64_t ignore_index,
                                double label_smoothing, int32_t reduction, pt_tensor* out_tensor);
PT_API int32_t pt_nll_loss(pt_tensor input, pt_tensor target, pt_tensor weight, int64_t ignore_index,
                           int32_t reduction, pt_tensor* out_tensor);
PT_API int32_t pt_bce_with_logits(pt_tensor input, pt_tensor target, pt_tensor weight, pt_tensor pos_weights,
                                  int32_t reduction, pt_tensor* out_tensor);
PT_API int32_t pt_l1_loss(pt_tensor input, pt_tensor target, int32_t reduction, pt_tensor* out_tensor);
PT_API int32_t pt_mse_loss(pt_tensor input, pt_tensor target, int32_t reduction, pt_tensor* out_tensor);
PT_API int32_t pt_smooth_l1_loss(pt_tensor input, pt_tensor target, double beta, int32_t reduction,
                                 pt_tensor* out_tensor);

/* random.cpp: a null generator means the default one. */
PT_API int32_t pt_generator_new(uint64_t seed, int32_t device_type, int32_t device_index, void** out_generator);
PT_API void pt_generator_free(void* generator);
PT_API int32_t pt_generator_default(void** out_generator);
PT_API int32_t pt_generator_set_seed(void* generator, int64_t seed);
PT_API int32_t pt_generator_initial_seed(void* generator, int64_t* out_seed);
PT_API int32_t pt_generator_get_state(void* generator, pt_tensor* out_tensor);
PT_API int32_t pt_generator_set_state(void* generator, pt_tensor state);
PT_API int32_t pt_manual_seed(int64_t seed);
PT_API int32_t pt_rand(const int64_t* sizes, int32_t dims, void* generator, const pt_options* options,
                       pt_tensor* out_tensor);
PT_API int32_t pt_randn(const int64_t* sizes, int32_t dims, void* generator, const pt_options* options,
                        pt_tensor* out_tensor);
PT_API int32_t pt_randint(int64_t low, int64_t high, const int64_t* sizes, int32_t dims, void* generator,
                          const pt_options* options, pt_tensor* out_tensor);
PT_API int32_t pt_randperm(int64_t n, void* generator, const pt_options* options, pt_tensor* out_tensor);
PT_API int32_t pt_normal_(pt_tensor tensor, double mean, double std, void* generator);
PT_API int32_t pt_uniform_(pt_tensor tensor, double low, double high, void* generator);

/* autograd.cpp */
PT_API int32_t pt_grad_mode(int32_t* out_enabled);
PT_API int32_t pt_set_grad_mode(int32_t enabled);
PT_API int32_t pt_backward(pt_tensor tensor, pt_tensor gradient, int32_t retain_graph, int32_t create_graph);
PT_API int32_t pt_retain_grad(pt_tensor tensor);
/* Null when the tensor has no gradient. */
PT_API int32_t pt_tensor_grad(pt_tensor tensor, pt_tensor* out_tensor);
PT_API int32_t pt_grad(const pt_tensor* outputs, int32_t output_count, const pt_tensor* inputs, int32_t input_count,
                       const pt_tensor* gradients, int32_t gradient_count, int32_t retain_graph,
                       int32_t create_graph, int32_t allow_unused, pt_tensor* out_gradients);
PT_API int32_t pt_zero_grads(const pt_tensor* parameters, int32_t count);

/* optim.cpp: one call updates all parameters of a group; those without a gradient are left alone. */
/* `buffers[i]` may be null: it is created on the first step and returned in the same place. */
PT_API int32_t pt_sgd_step(const pt_tensor* parameters, pt_tensor* buffers, int32_t count,
                           const pt_sgd_options* options);
/* `steps[i]` counts the updates of parameter i; `max_squares` is only read with amsgrad. */
PT_API int32_t pt_adam_step(const pt_tensor* parameters, const pt_tensor* averages, const pt_tensor* squares,
                            const pt_tensor* max_squares, int64_t* steps, int32_t count,
                            const pt_adam_options* options);
PT_API int32_t pt_clip_grad_norm(const pt_tensor* parameters, int32_t count, double max_norm, double norm_type,
                                 double* out_total_norm);

#ifdef __cplusplus
}
#endif
#endif
