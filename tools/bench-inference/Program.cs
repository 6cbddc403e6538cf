using System.Globalization;
using DenseEdge.InferenceBench;

// The C# side of bench.py:
//   prepare FOLDER WEIGHT-BITS        writes the network, an image and the models into the folder
//   serve MODEL IMAGE THREADS         answers "run" with milliseconds by the clock and on processors, "save FOLDER" with "saved"
//   profile MODEL IMAGE RUNS          prints where the time of one thread goes
//   peak                              prints what one core can do: GFLOP/s of FP32, Gop/s of INT8
switch (args)
{
    case ["prepare", string folder, string weightBits] when Number(weightBits) is 7 or 8:
        BenchNetwork.WriteFiles(folder, Number(weightBits));
        return 0;
    case ["serve", string model, string image, string threads] when Number(threads) > 0:
        Serve(model, image, Number(threads));
        return 0;
    case ["profile", string model, string image, string runs] when Number(runs) > 1:
        Profile(model, image, Number(runs));
        return 0;
    case ["peak"]:
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{PeakRate.FloatGflops():F1} {PeakRate.IntegerGops():F1}"));
        return 0;
    default:
        Console.Error.WriteLine(
            "inference-bench: expected prepare FOLDER WEIGHT-BITS, serve MODEL IMAGE THREADS, profile MODEL IMAGE RUNS or peak. "
            + "See bench.py.");
        return 2;
}

static int Number(string text)
    => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

static void Serve(string model, string image, int threads)
{
    using BenchSession session = new(model, File.ReadAllBytes(image), threads, profile: null);
    Console.WriteLine("ready");
    while (Console.ReadLine() is { } command)
    {
        if (command.StartsWith("save ", StringComparison.Ordinal))
        {
            session.SaveOutputs(command["save ".Length..]);
            Console.WriteLine("saved");
            continue;
        }

        (double elapsedMs, double cpuMs) = session.Run();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsedMs:R} {cpuMs:R}"));
    }
}

static void Profile(string model, string image, int runs)
{
    DirectoryInfo folder = Directory.CreateTempSubdirectory("inference-bench-");
    try
    {
        using BenchSession session = new(model, File.ReadAllBytes(image), 1, Path.Combine(folder.FullName, "profile"));
        for (int i = 0; i < runs; i++)
        {
            session.Run();
        }

        OperatorTable.Print(session.EndProfile(), runs);
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}
