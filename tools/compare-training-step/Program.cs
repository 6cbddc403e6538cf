using System.Diagnostics;
using System.Globalization;
using DenseEdge.TrainingStep;
using TorchSharp;
using static TorchSharp.torch;

// training-step FOLDER NETWORK BATCH THREADS: writes weights.safetensors and batch.safetensors into the folder, then answers
// each line of standard input with numbers: "eval" with the loss in evaluation mode, "step" and "infer" with the milliseconds
// of one training step and one prediction by the clock and on processors, "memory" with the peak of the process in MB,
// "tensors" and "steps" with the live tensors and the steps so far.
if (args.Length != 4 || Recipe(args[1]) is not { } recipe || !Number(args[2], out int batch) || !Number(args[3], out int threads))
{
    Console.Error.WriteLine(
        "training-step: expected a folder to exchange files in, default, hrnet or supernet, a batch size and a number of threads. "
        + "See compare.py.");
    return 2;
}

set_num_threads(threads);
using ComparedStep step = ComparedStep.Create(recipe, batch);
step.WriteFiles(args[0]);
Console.WriteLine("ready");
while (Console.ReadLine() is { } command)
{
    double[] answer = command switch
    {
        "eval" => [step.EvaluationLoss()],
        "step" => Time(step.Train),
        "infer" => Time(step.Infer),
        "memory" => [Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0],
        "tensors" => [DisposeScopeManager.Statistics.ThreadTotalLiveCount],
        "steps" => [step.Steps],
        _ => [],
    };
    if (answer.Length == 0)
    {
        Console.Error.WriteLine($"training-step: expected eval, step, infer, memory, tensors or steps, found '{command}'.");
        return 2;
    }

    Console.WriteLine(string.Join(' ', answer.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
}

return 0;

static StepRecipe? Recipe(string name) => name switch
{
    "default" => StepRecipe.Default(),
    "hrnet" => StepRecipe.Paper(),
    "supernet" => StepRecipe.Search(),
    _ => null,
};

static bool Number(string text, out int number)
    => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

static double[] Time(Action action)
{
    TimeSpan cpu = Environment.CpuUsage.TotalTime;
    long start = Stopwatch.GetTimestamp();
    action();
    double elapsedMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    return [elapsedMs, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds];
}
