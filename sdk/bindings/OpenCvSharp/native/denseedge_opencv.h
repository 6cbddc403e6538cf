/*
 * The C ABI between the OpenCvSharp subset and OpenCV.
 *
 * Every function that can fail returns a status: 0 is success, anything else means that cv_last_error_* describe the
 * failure on this thread. No C++ exception leaves the library. Results are written through parameters named out_*,
 * and only on success. Text is UTF-8, sizes are pixels, colours are four doubles. The order here is the order of
 * NativeMethods.*.cs. Raise CV_SHIM_ABI_VERSION whenever a signature changes.
 */
#ifndef DENSEEDGE_OPENCV_H
#define DENSEEDGE_OPENCV_H

#include <stdint.h>

#if defined(_WIN32)
#define CV_SHIM_API __declspec(dllexport)
#else
#define CV_SHIM_API __attribute__((visibility("default")))
#endif

#define CV_SHIM_ABI_VERSION 2

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cv_mat_s* cv_mat;
typedef struct cv_capture_s* cv_capture;
typedef struct cv_writer_s* cv_writer;

/* error.cpp: these never fail. The texts live until the next failure on the same thread. */
CV_SHIM_API int32_t cv_abi_version(void);
CV_SHIM_API int32_t cv_live_mats(void);
CV_SHIM_API const char* cv_last_error_text(void);
CV_SHIM_API const char* cv_last_error_function(void);
CV_SHIM_API const char* cv_last_error_file(void);
CV_SHIM_API int32_t cv_last_error_line(void);

/* mat.cpp */
CV_SHIM_API int32_t cv_mat_new(cv_mat* out_mat);
CV_SHIM_API int32_t cv_mat_new_sized(int32_t rows, int32_t cols, int32_t type, cv_mat* out_mat);
CV_SHIM_API int32_t cv_mat_new_filled(int32_t rows, int32_t cols, int32_t type, const double* value, cv_mat* out_mat);
CV_SHIM_API int32_t cv_mat_new_over(int32_t rows, int32_t cols, int32_t type, void* data, int64_t step, cv_mat* out_mat);
CV_SHIM_API int32_t cv_mat_new_region(cv_mat mat, int32_t x, int32_t y, int32_t width, int32_t height, cv_mat* out_mat);
CV_SHIM_API void cv_mat_free(cv_mat mat);
CV_SHIM_API int32_t cv_mat_layout(cv_mat mat, int32_t* out_dims, int32_t* out_rows, int32_t* out_cols, int32_t* out_type,
                                  int32_t* out_flags, int64_t* out_step, void** out_data);
CV_SHIM_API int32_t cv_mat_clone(cv_mat mat, cv_mat* out_mat);
CV_SHIM_API int32_t cv_mat_copy_to(cv_mat mat, cv_mat destination, cv_mat mask_or_null);
CV_SHIM_API int32_t cv_mat_convert_to(cv_mat mat, cv_mat destination, int32_t type, double alpha, double beta);
CV_SHIM_API int32_t cv_mat_set_to(cv_mat mat, const double* value, cv_mat mask_or_null);

/* array.cpp */
CV_SHIM_API int32_t cv_add_weighted(cv_mat first, double alpha, cv_mat second, double beta, double gamma,
                                    cv_mat destination, int32_t depth);
CV_SHIM_API int32_t cv_merge(const cv_mat* planes, int32_t count, cv_mat destination);
CV_SHIM_API int32_t cv_split(cv_mat source, const cv_mat* planes, int32_t count);
CV_SHIM_API int32_t cv_hconcat(const cv_mat* sources, int32_t count, cv_mat destination);
CV_SHIM_API int32_t cv_vconcat(const cv_mat* sources, int32_t count, cv_mat destination);
CV_SHIM_API int32_t cv_flip(cv_mat source, cv_mat destination, int32_t flip_code);

/* imgcodecs.cpp: an image that can't be read is an empty matrix, as in OpenCV. */
CV_SHIM_API int32_t cv_imread(const char* path, int32_t flags, cv_mat* out_mat);
CV_SHIM_API int32_t cv_imwrite(const char* path, cv_mat image, const int32_t* parameters, int32_t parameter_count,
                               int32_t* out_written);
CV_SHIM_API int32_t cv_imdecode(const uint8_t* bytes, int32_t length, int32_t flags, cv_mat* out_mat);
CV_SHIM_API int32_t cv_imencode(const char* extension, cv_mat image, const int32_t* parameters, int32_t parameter_count,
                                cv_mat* out_bytes, int32_t* out_encoded);

/* imgproc.cpp */
CV_SHIM_API int32_t cv_resize(cv_mat source, cv_mat destination, int32_t width, int32_t height, double scale_x,
                              double scale_y, int32_t interpolation);
CV_SHIM_API int32_t cv_cvt_color(cv_mat source, cv_mat destination, int32_t code, int32_t destination_channels);
CV_SHIM_API int32_t cv_apply_color_map(cv_mat source, cv_mat destination, int32_t color_map);
CV_SHIM_API int32_t cv_copy_make_border(cv_mat source, cv_mat destination, int32_t top, int32_t bottom, int32_t left,
                                        int32_t right, int32_t border_type, const double* value);

/* drawing.cpp */
CV_SHIM_API int32_t cv_line(cv_mat image, int32_t x1, int32_t y1, int32_t x2, int32_t y2, const double* color,
                            int32_t thickness, int32_t line_type, int32_t shift);
CV_SHIM_API int32_t cv_rectangle(cv_mat image, int32_t x1, int32_t y1, int32_t x2, int32_t y2, const double* color,
                                 int32_t thickness, int32_t line_type, int32_t shift);
CV_SHIM_API int32_t cv_rectangle_of(cv_mat image, int32_t x, int32_t y, int32_t width, int32_t height,
                                    const double* color, int32_t thickness, int32_t line_type, int32_t shift);
CV_SHIM_API int32_t cv_circle(cv_mat image, int32_t x, int32_t y, int32_t radius, const double* color, int32_t thickness,
                              int32_t line_type, int32_t shift);
CV_SHIM_API int32_t cv_put_text(cv_mat image, const char* text, int32_t x, int32_t y, int32_t font, double scale,
                                const double* color, int32_t thickness, int32_t line_type, int32_t bottom_left_origin);
CV_SHIM_API int32_t cv_get_text_size(const char* text, int32_t font, double scale, int32_t thickness, int32_t* out_width,
                                     int32_t* out_height, int32_t* out_base_line);

/* videoio.cpp: a capture or writer that could not be opened is a valid object that reports "not opened". */
CV_SHIM_API int32_t cv_capture_new(cv_capture* out_capture);
CV_SHIM_API int32_t cv_capture_open_file(cv_capture capture, const char* path, int32_t api, int32_t* out_opened);
CV_SHIM_API int32_t cv_capture_open_camera(cv_capture capture, int32_t index, int32_t api, int32_t* out_opened);
CV_SHIM_API void cv_capture_free(cv_capture capture);
CV_SHIM_API int32_t cv_capture_is_opened(cv_capture capture, int32_t* out_opened);
CV_SHIM_API int32_t cv_capture_release(cv_capture capture);
CV_SHIM_API int32_t cv_capture_read(cv_capture capture, cv_mat frame, int32_t* out_read);
CV_SHIM_API int32_t cv_capture_grab(cv_capture capture, int32_t* out_grabbed);
CV_SHIM_API int32_t cv_capture_retrieve(cv_capture capture, cv_mat frame, int32_t flag, int32_t* out_retrieved);
CV_SHIM_API int32_t cv_capture_get(cv_capture capture, int32_t property, double* out_value);
CV_SHIM_API int32_t cv_capture_set(cv_capture capture, int32_t property, double value, int32_t* out_accepted);
CV_SHIM_API int32_t cv_writer_new(cv_writer* out_writer);
CV_SHIM_API int32_t cv_writer_open(cv_writer writer, const char* path, int32_t api, int32_t four_cc, double fps,
                                   int32_t width, int32_t height, int32_t is_color, int32_t* out_opened);
CV_SHIM_API void cv_writer_free(cv_writer writer);
CV_SHIM_API int32_t cv_writer_is_opened(cv_writer writer, int32_t* out_opened);
CV_SHIM_API int32_t cv_writer_release(cv_writer writer);
CV_SHIM_API int32_t cv_writer_write(cv_writer writer, cv_mat frame);

/* Windows. The system's window library is opened with the first call. */
CV_SHIM_API int32_t cv_imshow(const char* window, cv_mat image);
CV_SHIM_API int32_t cv_wait_key(int32_t delay_ms, int32_t* out_key);
CV_SHIM_API int32_t cv_destroy_window(const char* window);

#ifdef __cplusplus
}
#endif

#endif
