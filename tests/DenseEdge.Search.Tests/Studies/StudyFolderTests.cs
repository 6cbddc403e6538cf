using System.Text.Json.Nodes;
using DenseEdge.Search.Studies;

namespace DenseEdge.Search.Tests.Studies;

public sealed class StudyFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("denseedge-study-").FullName;

    private string Folder => Path.Combine(_root, "study");

    [Fact]
    public void OpenOrStart_WithTheSameSettingsInAnotherOrder_OpensTheSameStudy()
    {
        StudyFolder first = StudyFolder.OpenOrStart(Folder, Settings(seed: 3));
        JsonObject swapped = new() { ["network"] = new JsonObject { ["width"] = 96, ["height"] = 64 }, ["seed"] = 3 };

        StudyFolder again = StudyFolder.OpenOrStart(Folder, swapped);

        Assert.Equal(first.Id, again.Id);
    }

    [Fact]
    public void OpenOrStart_WithOtherSettings_NamesEveryDifferenceWithBothValues()
    {
        StudyFolder.OpenOrStart(Folder, Settings(seed: 3));
        JsonObject other = Settings(seed: 4);
        other["network"]!["height"] = 128;
        other["extra"] = "x";

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => StudyFolder.OpenOrStart(Folder, other));

        Assert.Contains("seed: 3 in the study, 4 asked for", fault.Message, StringComparison.Ordinal);
        Assert.Contains("network.height: 64 in the study, 128 asked for", fault.Message, StringComparison.Ordinal);
        Assert.Contains("extra: nothing in the study, \"x\" asked for", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("width", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAnotherVersion_NamesBothVersions()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "study.json"), """{"format": 7, "settings": {}}""");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => StudyFolder.OpenOrStart(Folder, Settings(1)));

        Assert.Contains("expected a study of version 1, found version 7", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenOrStart_InAFolderWithOtherFiles_Refuses()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "holiday.jpg"), "x");

        Assert.Throws<InvalidDataException>(() => StudyFolder.OpenOrStart(Folder, Settings(1)));
    }

    [Fact]
    public void Job_OfOtherContentOrStudy_HasAnotherIdentity()
    {
        StudyFolder study = StudyFolder.OpenOrStart(Folder, Settings(1));
        StudyFolder other = StudyFolder.OpenOrStart(Path.Combine(_root, "other"), Settings(2));
        string[] ids =
        [
            study.Job("rows", Payload(5)).Id, study.Job("rows", Payload(6)).Id, study.Job("measure", Payload(5)).Id,
            other.Job("rows", Payload(5)).Id,
        ];

        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal(ids[0], study.Job("rows", Payload(5)).Id);
    }

    [Fact]
    public void FindJob_AfterAdd_ReadsItAndRefusesAChangedOne()
    {
        StudyFolder study = StudyFolder.OpenOrStart(Folder, Settings(1));
        StudyJob job = study.Job("rows", Payload(5));
        study.Add(job);

        Assert.Equal(5, study.FindJob(job.Id).Payload["first"]!.GetValue<int>());

        string path = Path.Combine(Folder, "jobs", $"{job.Id}.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace('5', '6'));
        Assert.Throws<InvalidDataException>(() => study.FindJob(job.Id));
    }

    [Fact]
    public void FindResult_AfterFinish_ReturnsNumbersAndFiles()
    {
        StudyFolder study = StudyFolder.OpenOrStart(Folder, Settings(1));
        StudyJob job = study.Job("rows", Payload(5));
        Assert.Null(study.FindResult(job));
        string file = Path.Combine(study.WorkFolder(job), "weights.bin");
        File.WriteAllText(file, "seven");

        study.Finish(job, new JsonObject { ["worth"] = 0.1 + 0.2 }, [file]);

        JobResult result = StudyFolder.Open(Folder).FindResult(job)!;
        Assert.Equal(0.1 + 0.2, result.Output["worth"]!.GetValue<double>());
        Assert.Equal([file], result.Files);
    }

    [Fact]
    public void Finish_ASecondTime_KeepsTheFirstResult()
    {
        StudyFolder study = StudyFolder.OpenOrStart(Folder, Settings(1));
        StudyJob job = study.Job("rows", Payload(5));
        study.Finish(job, new JsonObject { ["worth"] = 1 }, []);

        JobResult second = study.Finish(job, new JsonObject { ["worth"] = 2 }, []);

        Assert.Equal(1, second.Output["worth"]!.GetValue<int>());
    }

    /// <summary>What a killed process, a full disk or a hand can leave behind.</summary>
    [Theory]
    [InlineData("cut")]
    [InlineData("edited")]
    [InlineData("of another job")]
    [InlineData("file changed")]
    [InlineData("file missing")]
    public void FindResult_OfADamagedOrForeignResult_RefusesItAndSaysWhatToDelete(string damage)
    {
        StudyFolder study = StudyFolder.OpenOrStart(Folder, Settings(1));
        (StudyJob job, StudyJob foreign) = (study.Job("rows", Payload(5)), study.Job("rows", Payload(6)));
        string file = Path.Combine(study.WorkFolder(job), "weights.bin");
        File.WriteAllText(file, "seven");
        study.Finish(job, new JsonObject { ["worth"] = 11 }, [file]);
        study.Finish(foreign, new JsonObject { ["worth"] = 12 }, []);
        string path = Path.Combine(Folder, "results", $"{job.Id}.json");
        string text = File.ReadAllText(path);
        switch (damage)
        {
            case "cut":
                File.WriteAllText(path, text[..(text.Length / 2)]);
                break;
            case "edited":
                File.WriteAllText(path, text.Replace("11", "13", StringComparison.Ordinal));
                break;
            case "of another job":
                File.Copy(Path.Combine(Folder, "results", $"{foreign.Id}.json"), path, overwrite: true);
                break;
            case "file changed":
                File.WriteAllText(file, "eight");
                break;
            default:
                File.Delete(file);
                break;
        }

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => study.FindResult(job));

        Assert.Contains($"Delete '{path}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TemporaryFiles_OfAKilledProcess_AreNoResults()
    {
        StudyFolder study = StudyFolder.OpenOrStart(Folder, Settings(1));
        StudyJob job = study.Job("rows", Payload(5));
        Directory.CreateDirectory(Path.Combine(Folder, "results"));
        File.WriteAllText(Path.Combine(Folder, "results", $"{job.Id}.json.tmp-1"), "{\"wor");

        Assert.Null(study.FindResult(job));
    }

    [Fact]
    public void LeadAndClaim_WhileHeld_AreRefused()
    {
        StudyFolder study = StudyFolder.OpenOrStart(Folder, Settings(1));
        StudyJob job = study.Job("rows", Payload(5));
        using (study.Lead())
        using (study.TryClaim(job))
        {
            Assert.Throws<IOException>(study.Lead);
            Assert.Null(study.TryClaim(job));
        }

        using IDisposable? again = study.TryClaim(job);
        Assert.NotNull(again);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static JsonObject Settings(int seed) => new()
    {
        ["seed"] = seed,
        ["network"] = new JsonObject { ["height"] = 64, ["width"] = 96 },
    };

    private static JsonObject Payload(int first) => new() { ["first"] = first };
}
