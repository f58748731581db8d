<# : the lines up to the closing mark are for cmd.exe and a comment for PowerShell
@echo off
rem Runs Maven as mvnw does; see mvnw and .mvn\wrapper\maven-wrapper.properties. The PowerShell part below finds or
rem downloads Maven and prints its path.
setlocal
set "MVNW_BASE=%~dp0"
set "MVNW_SELF=%~f0"
set "MVNW_MAVEN="
for /f "usebackq delims=" %%M in (`powershell -NoProfile -ExecutionPolicy Bypass -Command "Invoke-Expression ([IO.File]::ReadAllText($env:MVNW_SELF))"`) do set "MVNW_MAVEN=%%M"
if not defined MVNW_MAVEN exit /b 1
set "MVNW_TRY="
for %%A in (%*) do if "%%~A"=="spring-boot:test-run" set "MVNW_TRY=-Ptry"
for %%A in (compile test package verify install deploy) do for %%B in (%*) do if "%%~B"=="%%A" set "MVNW_TRY="
if defined MVNW_TRY echo mvnw: compiling, about half a minute (some minutes if Maven has to download libraries)>&2
if defined MVNW_TRY set "MAVEN_OPTS=-XX:TieredStopAtLevel=1 %MAVEN_OPTS%"
call "%MVNW_MAVEN%" %MVNW_TRY% %*
exit /b %ERRORLEVEL%
#>

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue' # the bar slows a download down many times

function Fail([string] $why) {
    [Console]::Error.WriteLine("mvnw: $why")
    exit 1
}

function Ask([string] $program, [string] $option) {
    # Java prints its version on standard error. PowerShell would treat that as a failure.
    $ErrorActionPreference = 'Continue'
    (& $program $option 2>&1 | ForEach-Object { "$_" }) -join "`n"
}

function Require-Jdk {
    foreach ($tool in 'java', 'javac') {
        if ($env:JAVA_HOME) {
            $path = Join-Path $env:JAVA_HOME "bin\$tool.exe"
            if (-not (Test-Path $path)) { Fail "JAVA_HOME is $env:JAVA_HOME, and there is no JDK (no bin\$tool.exe)" }
        } else {
            $found = Get-Command $tool -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
            if (-not $found) { Fail "no $tool on the PATH: install a JDK, 17 or later, or set JAVA_HOME" }
            $path = $found.Source
        }
        $major = 0
        if ((Ask $path '-version') -match '(?m)^(?:javac |\w+ version ")(?:1\.)?(\d+)') { $major = [int] $Matches[1] }
        if ($major -lt 17) { Fail "$path is of version $major, and a JDK of 17 or later is needed" }
    }
}

function Find-Installed([string] $minimum) {
    $found = Get-Command mvn.cmd -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if (-not $found) { return $null }
    if ((Ask $found.Source '--version') -match 'Apache Maven (\d+\.\d+\.\d+)') {
        if ([version] $Matches[1] -ge [version] $minimum) { return $found.Source }
    }
    return $null
}

function Install-Fetched([hashtable] $wanted, [string] $target) {
    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    $work = "$target.fetching.$PID"
    New-Item -ItemType Directory -Force -Path $work | Out-Null
    try {
        $archive = Join-Path $work 'maven.tar.gz'
        $urls = if ($env:MVNW_DIST_URL) { @($env:MVNW_DIST_URL) } else { @($wanted.distributionUrl, $wanted.archiveUrl) }
        $fetched = $null
        foreach ($url in $urls) {
            [Console]::Error.WriteLine("mvnw: fetching $url")
            try {
                Invoke-WebRequest -UseBasicParsing -Uri $url -OutFile $archive
                $fetched = $url
                break
            } catch {
                [Console]::Error.WriteLine("mvnw: $($_.Exception.Message)")
            }
        }
        if (-not $fetched) { Fail "Maven could not be fetched; install $($wanted.minimumVersion) or later, or set MVNW_DIST_URL" }
        $sum = (Get-FileHash -Algorithm SHA512 -Path $archive).Hash
        if ($sum -ne $wanted.distributionSha512) { Fail "$fetched has the SHA-512 '$sum', not the one in maven-wrapper.properties: not used" }
        # Windows 10 and later include tar. The tar of Git for Windows would treat a drive letter as a host name.
        & (Join-Path $env:SystemRoot 'System32\tar.exe') -xzf $archive -C $work
        if ($LASTEXITCODE -ne 0) { Fail "$archive could not be unpacked" }
        $unpacked = Get-ChildItem -Directory -Path $work -Filter 'apache-maven-*' | Select-Object -First 1
        if (-not (Test-Path $target)) { Move-Item -Path $unpacked.FullName -Destination $target }
    } finally {
        Remove-Item -Recurse -Force -Path $work -ErrorAction SilentlyContinue
    }
}

$wanted = @{}
Get-Content (Join-Path $env:MVNW_BASE '.mvn\wrapper\maven-wrapper.properties') |
    Where-Object { $_ -match '^(\w+)=(.*)$' } |
    ForEach-Object { $wanted[$Matches[1]] = $Matches[2].Trim() }

Require-Jdk
$userHome = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $env:USERPROFILE '.m2' }
$cached = Join-Path $userHome "wrapper\dists\apache-maven-$($wanted.version)\$($wanted.distributionSha512.Substring(0, 16))"
$maven = Join-Path $cached 'bin\mvn.cmd'
if (-not (Test-Path $maven)) {
    $installed = Find-Installed $wanted.minimumVersion
    if ($installed) {
        $maven = $installed
    } else {
        Install-Fetched $wanted $cached
    }
}
[Console]::Out.WriteLine($maven)
