using DenseEdge.Cli.Profiling;
using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Tests.Profiling;

public sealed class ProfileVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-profile-verb-").FullName;

    private ProfileArguments Arguments => new()
    {
        Device = "local",
        Out = Path.Combine(_folder, "device.json"),
        Tasks = "depth,edge",
        Size = (64, 96),
        Networks = 6,
        Threads = 1,
        Engine = ExecutionProvider.Cpu,
        Repeats = true,
    };

    [Fact]
    [Trait("Category", "long")]
    public void Run_OnThisComputer_WritesAProfile_AndAgainMeasuresNothing()
    {
        Assert.Equal(0, ProfileVerb.Run(Arguments, CancellationToken.None));
        var profile = DeviceProfile.Load(Arguments.Out);

        Deployment deployment = profile.Deployment;
        Assert.Equal(
            ("mobilenet-v2", 64, 96, ModelPrecision.Float32),
            (deployment.Backbone, deployment.InputHeight, deployment.InputWidth, deployment.Precision));
        Assert.Equal((6, 3), (profile.Samples.Count, profile.HeldOutError.Count));
        Assert.True(profile.Microseconds["fixed"] > 0);
        Assert.Equal(3, profile.RepeatedError!.Count);
        string folder = Path.ChangeExtension(Arguments.Out, ".profile");
        Assert.True(File.Exists(Path.Combine(folder, "reference.onnx")));

        ProfileVerb.Run(Arguments, CancellationToken.None);
        Assert.Equal(SearchJson.Write(profile), SearchJson.Write(DeviceProfile.Load(Arguments.Out)));

        string message = Assert.Throws<InvalidDataException>(
            () => ProfileVerb.Run(Arguments with { Size = (96, 96) }, CancellationToken.None)).Message;
        Assert.Contains("64x96", message, StringComparison.Ordinal);
        Assert.Contains("96x96", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OfManyFaults_NamesAll()
    {
        string message = Assert.Throws<ArgumentException>(() => ProfilePlan.Make(Arguments with
        {
            Tasks = "edge,sal,semseg,depth:3,sky",
            Networks = 2,
            Precision = "int3",
            Target = "toaster",
            Backbone = "spine",
        })).Message;

        Assert.All(
            ["found 'semseg'", "found 'depth:3'", "found 'sky'", "found 2", "found 'int3'", "'toaster'", "found 'spine'"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_OfTasksWithoutData_HasTheirClasses()
    {
        ProfilePlan plan = ProfilePlan.Make(Arguments with { Tasks = "semseg:40,human_parts:7,edge" });

        Assert.Equal("semseg:40,human_parts:7,edge", string.Join(",", plan.Deployment.Tasks));
        Assert.Equal([40, 7, 0], plan.Network.Tasks.Select(task => task.Classes.Count));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
