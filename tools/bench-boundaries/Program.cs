using System.Diagnostics;
using System.Globalization;
using DenseEdge.BenchBoundaries;
using DenseEdge.Data;
using DenseEdge.Data.Synthetic;
using DenseEdge.Evaluation.Boundaries;

if (!BenchArguments.TryParse(args, out BenchArguments arguments, out string? fault))
{
    Console.Error.WriteLine($"bench-boundaries: {fault}\n{BenchArguments.Usage}");
    return 2;
}

SyntheticRooms rooms = new(new SyntheticRoomsOptions
{
    Height = arguments.Height,
    Width = arguments.Width,
    Count = arguments.Images,
    Split = SyntheticSplit.Test,
});
(byte[] Prediction, byte[] Truth)[] images = new (byte[], byte[])[rooms.Count];
using (BoundarySource source = BoundarySource.Open(arguments.Model))
{
    for (int i = 0; i < images.Length; i++)
    {
        DenseSample sample = rooms.Load(i);
        images[i] = (source.Predict(sample, i), sample.Boundaries!.Labels);
    }
}

BoundaryBenchmarkOptions options = new() { MaxDistance = arguments.MaxDistance };
Stopwatch clock = Stopwatch.StartNew();
TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
using BoundaryBenchmark benchmark = new(options, arguments.Threads);
foreach ((byte[] prediction, byte[] truth) in images)
{
    benchmark.Add(prediction, truth, arguments.Height, arguments.Width);
}

BoundaryScore score = benchmark.Score();
double seconds = clock.Elapsed.TotalSeconds;
double cpuSeconds = (Process.GetCurrentProcess().TotalProcessorTime - cpuBefore).TotalSeconds;
int threads = arguments.Threads > 0 ? arguments.Threads : Environment.ProcessorCount;
double truthPixels = images.Average(image => BoundaryTruth.FromMap(image.Truth, arguments.Height, arguments.Width).Count(set => set));
double ridgePixels = images.Average(image =>
    BoundarySuppression.Apply(image.Prediction, arguments.Height, arguments.Width).Count(strength => strength > 0.001f));
CultureInfo culture = CultureInfo.InvariantCulture;
Console.WriteLine(string.Create(culture, $"images          {images.Length} of {arguments.Height}x{arguments.Width}, {arguments.Source}"));
Console.WriteLine(string.Create(culture, $"tolerance       {arguments.MaxDistance} of the diagonal"));
Console.WriteLine(string.Create(
    culture, $"per image       {truthPixels:F0} true boundary pixels, {ridgePixels:F0} predicted at the lowest threshold"));
Console.WriteLine(string.Create(culture, $"odsF            {score.OdsF:F4} at {score.BestThreshold}"));
Console.WriteLine(string.Create(culture, $"oisF, AP        {score.OisF:F4}, {score.AveragePrecision:F4}"));
Console.WriteLine(string.Create(culture, $"threads         {threads} on {Environment.ProcessorCount} processors"));
Console.WriteLine(string.Create(culture, $"time            {seconds:F2} s, {seconds / images.Length:F4} s/image"));
Console.WriteLine(string.Create(culture, $"processor time  {cpuSeconds:F2} s, {cpuSeconds / images.Length:F4} s/image"));
return 0;
