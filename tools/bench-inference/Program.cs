using System.Globalization;
using DenseEdge.InferenceBench;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Rewrites;

switch (args)
{
    case ["prepare", string folder]:
        BenchNetwork.WriteFiles(folder);
        return 0;
    case ["rewrite", string input, string output]:
        CpuRewrites.Apply(OnnxModel.Load(input), CpuRewrites.Passes, input).Save(output);
        return 0;
    case ["serve", string model, string image, string threads]:
        return Serve(model, image, int.Parse(threads, CultureInfo.InvariantCulture));
    case ["profile", string model, string image, string runs, string prefix]:
        return Profile(model, image, int.Parse(runs, CultureInfo.InvariantCulture), prefix);
    default:
        return 2;
}

static int Serve(string model, string image, int threads)
{
    using BenchSession session = new(model, File.ReadAllBytes(image), threads, null);
    Console.WriteLine("ready");
    while (Console.ReadLine() is { } command)
    {
        string[] words = command.Split(' ', 2);
        if (words[0] == "save")
        {
            session.SaveOutputs(words[1]);
            Console.WriteLine("saved");
            continue;
        }

        (double elapsedMs, double cpuMs) = session.Run();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsedMs:R} {cpuMs:R}"));
    }

    return 0;
}

static int Profile(string model, string image, int runs, string prefix)
{
    using BenchSession session = new(model, File.ReadAllBytes(image), 1, prefix);
    for (int i = 0; i < runs; i++)
    {
        session.Run();
    }

    Console.WriteLine(session.EndProfile());
    return 0;
}
