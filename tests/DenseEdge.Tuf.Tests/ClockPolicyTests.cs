using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests;

public sealed class ClockPolicyTests : IDisposable
{
    private static readonly DateTimeOffset Made = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset In1970 = new(1970, 1, 1, 0, 0, 9, TimeSpan.Zero);
    private static readonly DateTimeOffset In2038 = new(2038, 1, 19, 3, 14, 8, TimeSpan.Zero);
    private static readonly DateTimeOffset In2100 = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-clock-").FullName;
    private readonly UnsyncedFileSystem _files = new();
    private readonly ManualTime _time = new();
    private bool _isSynchronised;

    private ClockPolicy Policy => ClockPolicy.WithFloor(_time, () => _isSynchronised, Made);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Start_In1970WithoutNtp_IsTheFloor()
    {
        _time.Now = In1970;

        Assert.Equal(Made, Policy.Start(_files, _folder));
    }

    [Fact]
    public void Start_WithNtp_IsTheClock()
    {
        _isSynchronised = true;
        _time.Now = Made.AddYears(-1);

        Assert.Equal(_time.Now, Policy.Start(_files, _folder));
    }

    [Fact]
    public void Start_AfterAnAcceptedTimestamp_IsNotBeforeItWasSigned()
    {
        _time.Now = In1970;
        Policy.Accepted(_files, _folder, Made.AddDays(100));

        Assert.Equal(Made.AddDays(100), Policy.Start(_files, _folder));
    }

    [Fact]
    public void Accepted_OfAnOlderTimestamp_DoesNotLowerTheFloor()
    {
        Policy.Accepted(_files, _folder, Made.AddDays(100));
        Policy.Accepted(_files, _folder, Made.AddDays(50));

        Assert.Equal(Made.AddDays(100), Policy.Floor(_files, _folder));
    }

    [Fact]
    public void Accepted_OfAFarFutureFromOneSource_IsNotKept()
    {
        Policy.Accepted(_files, _folder, In2100);
        Assert.Equal(Made, Policy.Floor(_files, _folder));

        _isSynchronised = true;
        _time.Now = In2100;
        Policy.Accepted(_files, _folder, signed: null);
        Assert.Equal(Made, Policy.Floor(_files, _folder));

        Policy.Accepted(_files, _folder, Made.AddDays(30));
        Assert.Equal(Made.AddDays(30), Policy.Floor(_files, _folder));
    }

    [Fact]
    public void Accepted_OfAFarFutureFromTwoSources_IsKept()
    {
        _isSynchronised = true;
        _time.Now = In2038;

        Policy.Accepted(_files, _folder, In2038.AddHours(-3));

        Assert.Equal(In2038, Policy.Floor(_files, _folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2026-12-01T00:00:00Z and much more text than a time has, so that it is not even read")]
    public void Floor_OfADamagedFile_IsWhenTheProgramWasMade(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "clock-floor"), text);

        Assert.Equal(Made, Policy.Floor(_files, _folder));
    }

    [Fact]
    public async Task Refresh_OnADeviceIn1970_AcceptsWhatIsFreshAndRefusesWhatWasFrozen()
    {
        RepositorySimulator repository = new();
        repository.Timestamp["x-denseedge-signed"] = RepositorySimulator.TimeText(ManualTime.Start);
        repository.Publish("timestamp");
        _time.Now = In1970;
        TufClient client = new(_files, _folder, repository, Policy);
        client.Init(repository.Published["root"][0]);
        await client.RefreshAsync();
        // Signed before the floor that the first refresh set: valid until then, and not any more.
        repository.Expire("timestamp", ManualTime.Start.AddHours(-1));
        repository.Publish("timestamp");

        TufException failure = await Assert.ThrowsAsync<TufException>(() => client.RefreshAsync());

        Assert.Equal(TufReason.Expired, failure.Reason);
    }

    [Fact]
    public async Task Refresh_AfterAClockIn2100_SucceedsWithARightOne()
    {
        RepositorySimulator repository = new();
        TufClient client = new(_files, _folder, repository, Policy);
        client.Init(repository.Published["root"][0]);
        _isSynchronised = true;
        _time.Now = In2100;
        await Assert.ThrowsAsync<TufException>(() => client.RefreshAsync());

        _time.Now = ManualTime.Start;
        await client.RefreshAsync();

        Assert.Equal(1, client.Root!.Version);
    }
}
