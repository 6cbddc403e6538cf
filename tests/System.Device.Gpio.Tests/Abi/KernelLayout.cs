using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace System.Device.Gpio.Tests.Abi;

/// <summary>What a C program finds in the kernel's headers.</summary>
internal static class KernelLayout
{
    public static IReadOnlyDictionary<string, ulong> Read()
    {
        string program = Path.Combine(Path.GetTempPath(), $"denseedge-gpio-layout-{Environment.ProcessId}");
        try
        {
            Run("gcc", "-Wall", "-Werror", "-o", program, Path.Combine(AppContext.BaseDirectory, "Abi", "layout.c"));
            return Run(program).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' '))
                .ToDictionary(parts => parts[0], parts => ulong.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new Win32Exception($"{program} did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result}");
    }
}
