using System.Globalization;
using System.Text;
using System.Text.Json;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Golden;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Bundling;

/// <summary>What is in a bundle, for people.</summary>
internal static class BundleText
{
    private const int NameWidth = 10;

    /// <summary>Writes all lines.</summary>
    /// <param name="bundle">The bundle.</param>
    public static string Write(Bundle bundle)
    {
        StringBuilder text = new();
        BundleManifest manifest = bundle.Manifest;
        Line(text, "bundle", $"{manifest.Name} {manifest.Version}, release {manifest.ReleaseCounter}, "
            + $"{manifest.CreatedUtc:yyyy-MM-dd HH:mm} UTC");
        Line(text, "digest", bundle.Digest);
        Line(text, "signature", Signature(bundle));
        Line(text, "frame", $"RGB bytes of any size in, maps of "
            + $"{manifest.InputContract.OutputHeight}x{manifest.InputContract.OutputWidth} out");
        foreach (BundleTask task in manifest.Tasks)
        {
            string classes = task.Classes.Count == 0 ? "" : $": {string.Join(", ", task.Classes.Select(label => label.Name))}";
            Line(text, "task", $"{task.Task.Key()} ({task.Unit}){classes}");
        }

        foreach (ModelVariant model in manifest.Models)
        {
            AddModel(text, bundle, model);
        }

        AddGolden(text, bundle);
        foreach (BundleLayer layer in bundle.Layers.Where(layer => layer.MediaType == MediaTypes.Delta))
        {
            string file = manifest.Find(layer.DeltaResult!)?.File ?? "?";
            Line(text, "delta", $"{file} from the model {layer.DeltaBase}: {layer.Size} bytes");
        }

        return text.ToString();
    }

    private static void AddModel(StringBuilder text, Bundle bundle, ModelVariant model)
    {
        string presence = bundle.Has(model.Digest) ? "" : " (as a delta only)";
        Line(
            text, "model",
            $"{model.File}{presence}: {model.Target ?? "any target"}, {model.Precision.Key()}, {model.Size} bytes, input "
            + $"{model.InputHeight}x{model.InputWidth} {model.InputFormat.Key()}");
        Line(text, "", $"runs on {string.Join(" or ", model.Runtimes)}"
            + (model.Boards.Count == 0 ? "" : $", boards named {string.Join(" or ", model.Boards)}"));
        if (model.LatencyPromise is { } promise)
        {
            Line(
                text, "", $"p95 of at most {promise.P95Ms:F2} ms on {promise.Board}, {promise.Runtime}, {promise.Threads} threads"
                + (promise.PowerMode is null ? "" : $", {promise.PowerMode}"));
        }

        foreach (string step in model.CalibrationReport?.Steps ?? [])
        {
            Line(text, "", step);
        }

        if (model.AccuracyReport is { } accuracy)
        {
            Line(text, "", $"against FP32 on {accuracy.FrameCount} frames of {accuracy.Frames}: "
                + string.Join(", ", accuracy.Tasks.Select(Agreement)));
        }
    }

    private static string Agreement(AccuracyReport.Agreement agreement) => agreement.EqualLabels is { } equal
        ? string.Create(CultureInfo.InvariantCulture, $"{agreement.Task.Key()} {100 * equal:F2} % equal")
        : string.Create(CultureInfo.InvariantCulture, $"{agreement.Task.Key()} {agreement.MeanDifference:G3} mean difference");

    private static void AddGolden(StringBuilder text, Bundle bundle)
    {
        using Stream blob = bundle.OpenBlob(bundle.Manifest.GoldenDigest);
        GoldenSet golden = GoldenSet.Load(blob, bundle.Path);
        string limits = string.Join(", ", golden.Tasks.Select(task => string.Create(
            CultureInfo.InvariantCulture, $"{task.Key()} {golden.Tolerances.Of(task):G3}")));
        Line(text, "golden", $"{golden.FrameCount} frames, {bundle.Manifest.GoldenSize} bytes, answered by {golden.Reference}; "
            + $"tolerances: {limits}");
    }

    // Who signed is only a claim here: 'verify --root' proves it.
    private static string Signature(Bundle bundle)
    {
        if (bundle.Signature is not { } envelope)
        {
            return "none";
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(envelope);
            string[] keys = [.. document.RootElement.GetProperty("signatures").EnumerateArray()
                .Select(signature => signature.GetProperty("keyid").GetString()!)];
            return $"by {string.Join(", ", keys)}; not verified here";
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "damaged";
        }
    }

    private static void Line(StringBuilder text, string name, FormattableString content)
        => Line(text, name, content.ToString(CultureInfo.InvariantCulture));

    private static void Line(StringBuilder text, string name, string content)
        => text.Append(name.PadRight(NameWidth)).Append(content).Append('\n');
}
