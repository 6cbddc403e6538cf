using System.Globalization;
using DenseEdge.LocalAttentionBench;
using TorchSharp;
using static TorchSharp.torch;

// bench-local-attention: times local attention in the trainer's form and in two plain ones, in turn, and prints ratios.
BenchOptions options;
try
{
    options = BenchOptions.Parse(args);
}
catch (ArgumentException fault)
{
    Console.Error.WriteLine($"bench-local-attention: {fault.Message}");
    return 2;
}

set_num_threads(options.Threads);
using AttentionInputs inputs = new(options);
if (options.Memory is { } name)
{
    using AttentionInputs small = new(options with { Height = 16, Width = 16 });
    (long alone, long withGradients) = MemoryNeed.Measure(inputs, small, LocalForm.All.Single(form => form.Name == name));
    Console.Write(string.Create(CultureInfo.InvariantCulture, $"{alone} {withGradients}"));
    return 0;
}

if (!Agree(inputs))
{
    return 1;
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"local attention 9x9, D = {options.Channels}, {options.Height}x{options.Width}, batch {options.Batch}, {get_num_threads()} threads, "
    + $"{options.Rounds} rounds in turn"));
foreach (bool withGradients in new[] { false, true })
{
    Compare(inputs, options, withGradients);
}

Console.WriteLine("memory on top of the inputs, MB (growth of the process's peak)");
foreach (LocalForm form in LocalForm.All)
{
    (long forward, long both) = MemoryNeed.MeasureApart(options, form);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {form.Name,-13} forward {forward / 1e6,7:F0}   forward and backward {both / 1e6,7:F0}"));
}

return 0;

static bool Agree(AttentionInputs inputs)
{
    using DisposeScope scope = NewDisposeScope();
    Tensor[] expected = [inputs.Forward(LocalForm.Unfold), .. inputs.ForwardAndBackward(LocalForm.Unfold)];
    foreach (LocalForm form in LocalForm.All)
    {
        Tensor[] given = [inputs.Forward(form), .. inputs.ForwardAndBackward(form)];
        double difference = expected.Zip(given).Max(pair => (pair.First - pair.Second).abs().max().item<float>());
        if (!(difference < 1e-4))
        {
            Console.Error.WriteLine($"bench-local-attention: {form.Name} differs from unfold by {difference}.");
            return false;
        }
    }

    return true;
}

static string Describe(Dictionary<LocalForm, List<PassTime>> times, LocalForm form, Func<PassTime, double> part)
{
    double[] own = [.. times[form].Select(part)];
    double[] ratios = [.. times[form].Zip(times[LocalForm.Unfold], (mine, unfold) => part(mine) / part(unfold))];
    (double low, double high) = Statistics.Interval(ratios);
    return string.Create(
        CultureInfo.InvariantCulture,
        $"median {Statistics.Median(own),6:F0} ms, min {own.Min(),6:F0} ms, to unfold {Statistics.Median(ratios):F3} [{low:F3}, {high:F3}]");
}

static void Compare(AttentionInputs inputs, BenchOptions options, bool withGradients)
{
    Dictionary<LocalForm, List<PassTime>> times = LocalForm.All.ToDictionary(form => form, _ => new List<PassTime>());
    for (int round = -1; round < options.Rounds; round++)
    {
        foreach (LocalForm form in LocalForm.All)
        {
            PassTime time = inputs.Time(form, withGradients);
            if (round >= 0)
            {
                times[form].Add(time);
            }
        }
    }

    Console.WriteLine(withGradients ? "forward and backward" : "forward");
    foreach (LocalForm form in LocalForm.All)
    {
        Console.WriteLine($"  {form.Name,-13} {Describe(times, form, time => time.ElapsedMs)}   cpu {Describe(times, form, time => time.CpuMs)}");
    }
}
