using System.Buffers;
using System.Text;
using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Results;

namespace DenseEdge.Sdk;

/// <summary>What a prediction says in a few numbers, as JSON with the unit in each key.</summary>
public static class PredictionSummary
{
    private const int Decimals = 6;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Makes the JSON: sizes, timing, and an object per task under its key: <c>semseg</c> and <c>human_parts</c> with
    /// every class that is seen, <c>depth</c> with percentiles, <c>normals</c> with their mean, <c>edge</c> and <c>sal</c> with
    /// the share of pixels that are more likely than not.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public static string ToJson(DensePrediction prediction) => Encoding.UTF8.GetString(ToUtf8(prediction));

    internal static byte[] ToUtf8(DensePrediction prediction)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Indented))
        {
            json.WriteStartObject();
            WriteFrame(json, prediction);
            WriteTiming(json, prediction.Timing);
            for (int i = 0; i < TaskKinds.All.Count; i++)
            {
                if (prediction.Has(TaskKinds.All[i]))
                {
                    json.WriteStartObject(TaskKinds.All[i].Key());
                    WriteTask(json, prediction, TaskKinds.All[i]);
                    json.WriteEndObject();
                }
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteFrame(Utf8JsonWriter json, DensePrediction prediction)
    {
        FrameGeometry geometry = prediction.Geometry;
        json.WriteString("producer", prediction.Model.Producer);
        WriteSize(json, "camera_pixels", geometry.CameraHeight, geometry.CameraWidth);
        WriteSize(json, "output_pixels", geometry.OutputHeight, geometry.OutputWidth);
    }

    private static void WriteSize(Utf8JsonWriter json, string name, int height, int width)
    {
        json.WriteStartObject(name);
        json.WriteNumber("height", height);
        json.WriteNumber("width", width);
        json.WriteEndObject();
    }

    private static void WriteTiming(Utf8JsonWriter json, PredictionTiming timing)
    {
        json.WriteStartObject("timing_ms");
        WriteNumber(json, "capture_age", timing.CaptureAgeMs);
        WriteNumber(json, "queue", timing.QueueMs);
        WriteNumber(json, "upload", timing.UploadMs);
        WriteNumber(json, "network", timing.NetworkMs);
        WriteNumber(json, "download", timing.DownloadMs);
        WriteNumber(json, "total", timing.TotalMs);
        json.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter json, DensePrediction prediction, TaskKind task)
    {
        switch (task)
        {
            case TaskKind.SemanticSegmentation:
                WriteLabels(json, prediction.Segmentation!.Value);
                break;
            case TaskKind.HumanParts:
                WriteLabels(json, prediction.HumanParts!.Value);
                break;
            case TaskKind.Depth:
                WriteDepth(json, prediction.Depth!.Value);
                break;
            case TaskKind.SurfaceNormals:
                SurfaceNormalsResult normals = prediction.SurfaceNormals!.Value;
                WriteNumber(json, "mean_x", Mean(normals.X));
                WriteNumber(json, "mean_y", Mean(normals.Y));
                WriteNumber(json, "mean_z", Mean(normals.Z));
                break;
            case TaskKind.Boundaries:
                WriteNumber(json, "likely_share", prediction.Boundaries!.Value.ShareAbove());
                break;
            default:
                WriteNumber(json, "likely_share", prediction.Saliency!.Value.ShareAbove());
                break;
        }
    }

    private static void WriteLabels(Utf8JsonWriter json, LabelResult labels)
    {
        if (labels.HasConfidence)
        {
            WriteNumber(json, "mean_confidence", Mean(labels.Confidence));
        }

        json.WriteStartArray("classes");
        for (int label = 0; label < labels.Classes.Count; label++)
        {
            int pixels = labels.CountOf(label);
            if (pixels > 0)
            {
                json.WriteStartObject();
                json.WriteNumber("label", label);
                json.WriteString("name", labels.Classes[label].Name);
                json.WriteNumber("pixels", pixels);
                WriteNumber(json, "share", labels.ShareOf(label));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteDepth(Utf8JsonWriter json, DepthResult depth)
    {
        string unit = depth.IsMetric ? "m" : "relative";
        json.WriteString("unit", unit);
        WriteNumber(json, "measured_share", (double)depth.CountMeasured() / depth.Meters.Length);
        foreach ((string name, double percent) in
            (ReadOnlySpan<(string, double)>)[("nearest", 0), ("p5", 5), ("p25", 25), ("median", 50), ("p75", 75), ("p95", 95), ("farthest", 100)])
        {
            WriteNumber(json, $"{name}_{unit}", depth.PercentileMeters(percent));
        }
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Writes a number as far as JSON has it: what is missing or not finite is null.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, Math.Round(number, Decimals));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
