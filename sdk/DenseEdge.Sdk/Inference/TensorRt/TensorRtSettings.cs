using System.Globalization;

namespace DenseEdge.Sdk.Inference.TensorRt;

/// <summary>ONNX Runtime's settings of its TensorRT provider, as its documentation names them.</summary>
internal static class TensorRtSettings
{
    private const string On = "1";
    private const string Off = "0";

    /// <summary>Makes the settings.</summary>
    /// <param name="deviceIndex">Which GPU.</param>
    /// <param name="precision">What the builder may compute with.</param>
    /// <param name="cacheFolder">A folder for engines and timings that belongs to this model alone.</param>
    public static Dictionary<string, string> Create(int deviceIndex, TensorRtPrecision precision, string cacheFolder) => new()
    {
        ["device_id"] = deviceIndex.ToString(CultureInfo.InvariantCulture),
        ["trt_engine_cache_enable"] = On,
        ["trt_engine_cache_path"] = cacheFolder,
        ["trt_timing_cache_enable"] = On,
        ["trt_timing_cache_path"] = cacheFolder,
        ["trt_fp16_enable"] = precision.Float16 ? On : Off,
        ["trt_int8_enable"] = precision.Int8 ? On : Off,
    };
}
