using System.Numerics;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Results;

// One image in, everything that the network sees in it out: numbers on the screen, a picture per task in a folder.

const string Usage = "usage: OneImage MODEL.onnx IMAGE [OUTPUT_FOLDER]";

if (args.Length is not (2 or 3))
{
    return Fail(2, $"expected a model and an image, got {args.Length} argument(s). {Usage}");
}

(string modelPath, string imagePath) = (args[0], args[1]);
string folder = args.Length == 3 ? args[2] : "out";
try
{
    Rgb24Image image = ImageFile.Read(imagePath);
    using DensePredictor predictor = DensePredictor.Load(modelPath);
    using DensePrediction prediction = predictor.Run(image);

    Console.WriteLine($"{imagePath}: {image.Height}x{image.Width} pixels, {predictor.EngineName}");
    if (prediction.Segmentation is { } segmentation)
    {
        Console.WriteLine($"  classes     {LargestClasses(segmentation)}");
    }

    if (prediction.HumanParts is { } parts)
    {
        Console.WriteLine($"  body parts  {LargestClasses(parts)}");
    }

    if (prediction.Depth is { } depth)
    {
        string unit = depth.IsMetric ? "m" : "(relative)";
        Console.WriteLine(
            $"  depth       near {depth.PercentileMeters(2):F2}, median {depth.PercentileMeters(50):F2}, "
            + $"far {depth.PercentileMeters(98):F2} {unit}");
    }

    if (prediction.SurfaceNormals is { } normals)
    {
        Vector3 middle = normals[prediction.Height / 2, prediction.Width / 2];
        Console.WriteLine($"  normal      ({middle.X:F2}, {middle.Y:F2}, {middle.Z:F2}) in the middle; x right, y down, z forward");
    }

    foreach (ModelTask task in predictor.Model.Tasks)
    {
        string file = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(imagePath)}.{task.Spec.Kind.Key()}.png");
        ImageFile.Write(file, prediction.Overlay(task.Spec.Kind));
        Console.WriteLine($"  wrote {file}");
    }

    string summary = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(imagePath)}.json");
    prediction.SaveSummary(summary);
    Console.WriteLine($"  wrote {summary}");
    Console.WriteLine($"  {prediction.Timing}");
    return 0;
}
catch (Exception e) when (e is FileNotFoundException or ArgumentException)
{
    return Fail(2, e.Message);
}
catch (Exception e) when (e is IOException or InvalidDataException or EngineException)
{
    return Fail(1, e.Message);
}

// The three classes that cover most of the image, as "wall 41 %, floor 22 %, chair 9 %".
static string LargestClasses(LabelResult result) => string.Join(
    ", ",
    Enumerable.Range(0, result.Classes.Count)
        .Select(label => (result.Classes[label].Name, Share: result.ShareOf(label)))
        .Where(entry => entry.Share > 0)
        .OrderByDescending(entry => entry.Share)
        .Take(3)
        .Select(entry => $"{entry.Name} {entry.Share:P0}"));

static int Fail(int code, string message)
{
    Console.Error.WriteLine($"OneImage: {message.ReplaceLineEndings(" ")}");
    return code;
}
