using System.Diagnostics;
using System.Globalization;
using DenseEdge.TrainingStep;

// training-step FOLDER: writes weights.safetensors and batch.safetensors into the folder, then answers each line of standard
// input with one number: "eval" with the loss in evaluation mode, "step" with the milliseconds of one training step.
if (args.Length != 1)
{
    Console.Error.WriteLine("training-step: expected one argument, the folder to exchange files in. See compare.py.");
    return 2;
}

using ComparedStep step = new();
step.WriteFiles(args[0]);
Console.WriteLine("ready");
while (Console.ReadLine() is { } command)
{
    if (command == "eval")
    {
        Console.WriteLine(step.EvaluationLoss().ToString("R", CultureInfo.InvariantCulture));
    }
    else if (command == "step")
    {
        long start = Stopwatch.GetTimestamp();
        step.Train();
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture));
    }
    else
    {
        Console.Error.WriteLine($"training-step: expected eval or step, found '{command}'.");
        return 2;
    }
}

return 0;
