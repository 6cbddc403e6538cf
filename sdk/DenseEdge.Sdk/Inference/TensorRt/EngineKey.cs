using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DenseEdge.Sdk.Inference.TensorRt;

/// <summary>Everything that a built TensorRT engine depends on. ONNX Runtime checks only a part of it.</summary>
/// <param name="ModelDigest">SHA-256 of the model file, in hexadecimal.</param>
/// <param name="Tasks">Keys of the tasks that the engine computes.</param>
/// <param name="TensorRt">TensorRT's version.</param>
/// <param name="Driver">The newest CUDA that the driver supports.</param>
/// <param name="OnnxRuntime">ONNX Runtime's version: it cuts the graph into engines.</param>
/// <param name="Device">The GPU's name.</param>
/// <param name="ComputeCapability">The GPU's generation.</param>
/// <param name="Precision">What the builder may compute with, such as <c>fp32</c> or <c>int8+fp16</c>.</param>
internal sealed record EngineKey(
    string ModelDigest,
    string Tasks,
    string TensorRt,
    string Driver,
    string OnnxRuntime,
    string Device,
    string ComputeCapability,
    string Precision)
{
    private const int DigestCharacters = 12;
    private const string FormatName = "denseedge_engine_cache";
    private const int Format = 1;

    /// <summary>A name for a folder that no other key has: readable in front, a digest of the whole key behind.</summary>
    public string FolderName
    {
        get
        {
            string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));
            return $"{ModelDigest[..DigestCharacters]}-trt{TensorRt}-{Precision}-{digest[..DigestCharacters]}";
        }
    }

    /// <summary>Writes the key as JSON, so that a person can tell what a folder is.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber(FormatName, Format);
            json.WriteString("model_sha256", ModelDigest);
            json.WriteString("tasks", Tasks);
            json.WriteString("tensorrt", TensorRt);
            json.WriteString("driver_cuda", Driver);
            json.WriteString("onnxruntime", OnnxRuntime);
            json.WriteString("device", Device);
            json.WriteString("compute_capability", ComputeCapability);
            json.WriteString("precision", Precision);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
