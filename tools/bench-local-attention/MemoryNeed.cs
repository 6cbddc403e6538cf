using System.Diagnostics;
using System.Globalization;

namespace DenseEdge.LocalAttentionBench;

/// <summary>How much memory a pass takes on top of its inputs: each form in a fresh process, whose peak Linux keeps.</summary>
internal static class MemoryNeed
{
    /// <summary>Runs one pass in this process.</summary>
    /// <param name="inputs">The inputs, already in memory.</param>
    /// <param name="small">Small inputs, for a first pass that loads libraries and threads.</param>
    /// <param name="form">The form.</param>
    /// <returns>Growth of the peak in bytes, forward alone and with gradients.</returns>
    public static (long Forward, long WithGradients) Measure(AttentionInputs inputs, AttentionInputs small, LocalForm form)
    {
        small.Time(form, withGradients: true);
        long before = Read("VmRSS:");
        inputs.Time(form, withGradients: false);
        long forward = Read("VmHWM:");
        inputs.Time(form, withGradients: true);
        return (Math.Max(0, forward - before), Math.Max(0, Read("VmHWM:") - before));
    }

    /// <summary>Measures a form in a process of its own.</summary>
    /// <param name="options">The size.</param>
    /// <param name="form">The form.</param>
    /// <returns>Growth of the peak in bytes, forward alone and with gradients.</returns>
    public static (long Forward, long WithGradients) MeasureApart(BenchOptions options, LocalForm form)
    {
        // Started as "dotnet bench-local-attention.dll", the program is an argument of dotnet's.
        string program = Environment.ProcessPath!;
        string[] first = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        ProcessStartInfo start = new(program, [.. first, .. options.Arguments(), "--memory", form.Name])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string[] numbers = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return process.ExitCode == 0 && numbers.Length == 2
            ? (long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The process that measures the memory of {form.Name} failed.");
    }

    private static long Read(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim(), CultureInfo.InvariantCulture);
    }
}
