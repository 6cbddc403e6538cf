using System.CommandLine;
using DenseEdge.Cli.Profiling;
using DenseEdge.Cli.Profiling.Devices;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge profile.</summary>
internal static class ProfileCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string> device = new("--device")
        {
            Description = $"The device: {MeasuringDevices.Names}.",
            DefaultValueFactory = _ => "local",
            HelpName = "device",
        };
        Option<string> result = new("--out")
        {
            Description = "File for the profile.",
            DefaultValueFactory = _ => "device.json",
            HelpName = "file",
        };
        Option<string?> data = new("--data") { Description = "Data set whose tasks and input size are taken.", HelpName = "folder" };
        Option<string?> tasks = new("--tasks")
        {
            Description = "Tasks, of the data or with their classes: semseg:40,depth,normals,edge.",
            HelpName = "keys",
        };
        Option<string?> backbone = new("--backbone") { Description = "Backbone, as for training.", HelpName = "name" };
        Option<string?> neck = new("--neck") { Description = "concat, projection or aspp, as for training.", HelpName = "name" };
        Option<(int Height, int Width)?> size = CommonOptions.Size();
        Option<string> precision = new("--precision")
        {
            Description = "fp32, fp16 or int8.",
            DefaultValueFactory = _ => "fp32",
            HelpName = "precision",
        };
        Option<string> target = new("--target")
        {
            Description = "Target of the export, as for export.",
            DefaultValueFactory = _ => "cpu",
            HelpName = "target",
        };
        Option<int> networks = new("--networks")
        {
            Description = "How many networks are measured: a third, and at least 30 if there are 60, tells the error.",
            DefaultValueFactory = _ => 90,
            HelpName = "n",
        };
        Option<bool> repeats = new("--repeat")
        {
            Description = "Measure the networks that tell the error twice, to see how much of it is the device's own.",
        };
        Option<int?> seed = new("--seed") { Description = "Seed of the choice of networks. [default: 0]", HelpName = "n" };
        Option<int> threads = CommonOptions.Threads();
        Option<ExecutionProvider?> engine = new("--engine")
        {
            Description = "What computes: cpu, cuda, tensorrt or directml. [default: the best that is there]",
            HelpName = "engine",
        };
        Option<string> prefix = new("--prefix")
        {
            Description = "Words before the measuring program, such as \"taskset -c 1\".",
            DefaultValueFactory = _ => "",
            HelpName = "words",
        };
        Option<string> ssh = new("--ssh-options")
        {
            Description = "Words for ssh and scp, such as \"-i key\".",
            DefaultValueFactory = _ => "",
            HelpName = "words",
        };
        Option<string?> program = new("--program")
        {
            Description = "Folder of a denseedge published for the remote device. [default: this one]",
            HelpName = "folder",
        };
        Command command = new("profile", "Measure what networks cost on a device, and fit the latency model that a search needs.")
        {
            device, result, data, tasks, backbone, neck, size, precision, target, networks, repeats, seed, threads, engine, prefix,
            ssh, program,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(ProfileVerb.Run(
            new ProfileArguments
            {
                Device = parsed.GetRequiredValue(device),
                Out = parsed.GetRequiredValue(result),
                Data = parsed.GetValue(data),
                Tasks = parsed.GetValue(tasks),
                Backbone = parsed.GetValue(backbone),
                Neck = parsed.GetValue(neck),
                Size = parsed.GetValue(size),
                Precision = parsed.GetRequiredValue(precision),
                Target = parsed.GetRequiredValue(target),
                Networks = parsed.GetValue(networks),
                Seed = parsed.GetValue(seed) ?? 0,
                Repeats = parsed.GetValue(repeats),
                Threads = parsed.GetValue(threads),
                Engine = parsed.GetValue(engine),
                Prefix = parsed.GetRequiredValue(prefix),
                SshOptions = parsed.GetRequiredValue(ssh),
                Program = parsed.GetValue(program),
            },
            cancellation)));
        return command;
    }
}
