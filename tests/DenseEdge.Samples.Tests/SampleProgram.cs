using System.Diagnostics;
using System.Text;

namespace DenseEdge.Samples.Tests;

/// <summary>A sample as its user starts it: <c>dotnet Name.dll arguments</c>, in an empty folder.</summary>
internal sealed class SampleProgram : IDisposable
{
    // A fuse against a test that hangs, not a measure: the programs end in about a second.
    private static readonly TimeSpan Fuse = TimeSpan.FromSeconds(90);

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Process _process;

    private SampleProgram(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Starts a sample.</summary>
    public static SampleProgram Start(string name, string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        return new SampleProgram(new Process { StartInfo = start });
    }

    /// <summary>Runs a sample to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string name, string folder, params string[] arguments)
    {
        using SampleProgram program = Start(name, folder, arguments);
        int code = await program.EndAsync();
        return (code, program.Output, program.Errors);
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        using CancellationTokenSource fuse = new(Fuse);
        await _process.WaitForExitAsync(fuse.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits until the sample has written something.</summary>
    public async Task WaitForAsync(string text)
    {
        using CancellationTokenSource fuse = new(Fuse);
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"It ended without '{text}': {Output}{Errors}");
            await Task.Delay(20, fuse.Token);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append(line is null ? "" : "\n");
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
